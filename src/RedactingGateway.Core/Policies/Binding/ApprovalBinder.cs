using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>approved:</c> and <c>accept:</c>: what people answer for.</summary>
internal sealed class ApprovalBinder(NodeReader reader)
{
    public (PolicyApproval? Approval, SourceSpan Span) BindApproval(MappingReader? members)
    {
        if (members is null)
        {
            return (null, default);
        }

        var by = members.RequiredText("by");
        var on = BindDay(members.RequiredText("on"));
        var scope = members.Text("scope");
        members.Finish();
        return (by is null || on is null ? null : new PolicyApproval(by.Value, on.Value, scope?.Value), scope?.Span ?? members.Owner);
    }

    public ImmutableArray<AcceptDeclaration> BindAccepted(YamlNode? node) =>
        [.. reader.Items(node, "'accept'").Select(BindAccept).OfType<AcceptDeclaration>()];

    /// <summary>A day such as 2026-11-01, or null.</summary>
    public DateOnly? BindDay(YamlScalar? text)
    {
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        reader.Diagnostics.Report(DiagnosticIds.InvalidText, text.Span, $"{DiagnosticBag.Quote(text.Value)} is no day such as 2026-11-01");
        return null;
    }

    private AcceptDeclaration? BindAccept(YamlNode node)
    {
        if (reader.Mapping(node, PolicyKeys.Accept, node.Span, "an acceptance") is not { } members)
        {
            return null;
        }

        var id = members.RequiredText("id");
        var of = members.Text("of");
        var because = members.RequiredText("because");
        var by = members.RequiredText("by");
        var until = BindDay(members.RequiredText("until"));
        members.Finish();
        if (id is not null && !DiagnosticIds.All.Any(r => r.Id == id.Value && r.IsAcceptable))
        {
            var acceptable = DiagnosticIds.All.Where(r => r.IsAcceptable).Select(r => r.Id).ToList();
            reader.Diagnostics.Report(
                DiagnosticIds.UnknownWord, id.Span, $"{DiagnosticBag.Quote(id.Value)} cannot be accepted; possible: {string.Join(", ", acceptable)}");
            return null;
        }

        return id is null || because is null || by is null || until is null ? null : new AcceptDeclaration(id.Value, of?.Value, by.Value, until.Value, id.Span);
    }
}
