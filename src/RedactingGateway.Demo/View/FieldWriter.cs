using System.Text.RegularExpressions;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Demo.Texts;
using RedactingGateway.Demo.Watching;

namespace RedactingGateway.Demo.View;

/// <summary>Puts one field into words: what it is, what became of it, and why.</summary>
internal static partial class FieldWriter
{
    public static FieldRow Write(WatchedField field, WatchedRequest request, Words words)
    {
        var decision = field.Decision;
        return new FieldRow(
            Label(decision, words),
            decision.Address,
            decision.Before ?? "",
            field.Received,
            Reason(decision, request, words),
            Form(decision, words),
            decision.Rule.Line == 0 ? null : decision.Rule.FileAndLine,
            RulesPage.AddressOf(decision.Rule),
            IsTechnical(decision),
            Warning(field, request, words));
    }

    private static string Label(FieldDecision decision, Words words)
    {
        var name = Index().Replace(Position().Replace(decision.Address, ""), "");
        return words.Find("field." + name) ?? (decision.Category is { } category ? Capital(words.Category(category)) : words["field.other"]);
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Reason(FieldDecision decision, WatchedRequest request, Words words)
    {
        var category = decision.Category is { } key ? Capital(words.Format("why.category", words.Category(key))) : null;
        if (decision.Outcome != FieldOutcome.Dropped)
        {
            var purpose = decision.Purpose is { } id ? words.Format("why.purpose", PurposeTitle(request, id, words)) : words["why.framing"];
            return category is null ? words["why.structural"] : $"{category} {purpose}";
        }

        // Where nothing was granted, that is the reason; what never leaves, or is unknown, would not have left anyway.
        var reason = decision.Reason is WithheldReason.Policy or WithheldReason.DeviceAccess or WithheldReason.NoGrant && request.Refusal != WithheldReason.None
            ? request.Refusal
            : decision.Reason;
        var sentence = words["why." + reason.Code()];
        return category is null ? sentence : $"{category} {sentence}";
    }

    private static string PurposeTitle(WatchedRequest request, string id, Words words)
    {
        var purpose = request.Destination.Purposes.FirstOrDefault(p => p.Id == id);
        return purpose?.Title.GetValueOrDefault(words.Language) ?? purpose?.Title.Values.FirstOrDefault() ?? id;
    }

    private static string? Form(FieldDecision decision, Words words)
    {
        if (decision.Outcome != FieldOutcome.Treated)
        {
            return decision is { Found: { } what } ? words.Format("form.found", what) : null;
        }

        if (decision.Form is not { } form)
        {
            return words["form.standIn"];
        }

        var code = form.Split(' ', 2)[0];
        var text = words.Find("form." + code) is { } known ? words.Format("form." + code, Days().Match(form).Value) : form;
        return decision.Found is { } found && code != "keep" ? $"{text}; {words.Format("form.found", found)}" : text;
    }

    // Names of the framing that say nothing about anybody, and headers that browsers send along: listed on demand.
    private static bool IsTechnical(FieldDecision decision) =>
        decision.Category is null
        && (decision.Outcome == FieldOutcome.Kept
            || (decision.Address.StartsWith("header.", StringComparison.Ordinal) && decision.Address != "header.referer"));

    private static string? Warning(WatchedField field, WatchedRequest request, Words words) =>
        request.Received is not null && field.Decision.Outcome != FieldOutcome.Dropped && field.Received != field.Decision.After ? words["warning.differs"] : null;

    [GeneratedRegex(@"^(query|form|header|body)(\[[0-9]+\])?(\.\$)?(\.data\[[0-9]+\])?\.", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Position();

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Index();

    [GeneratedRegex("[0-9]+(?= days?)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Days();
}
