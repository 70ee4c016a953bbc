using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Redaction.Events;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>when:</c>, <c>drop:</c> and <c>sensitive:</c>: what is asked of events before their fields are decided.</summary>
internal sealed class EventBinder(NodeReader reader)
{
    public (ImmutableArray<YamlScalar> Events, ImmutableArray<YamlScalar> Pages) BindWhen(MappingReader? when)
    {
        if (when is null)
        {
            return ([], []);
        }

        var events = reader.Texts(when.Optional("events"), "'events'");
        ImmutableArray<YamlScalar> pages = [.. reader.Texts(when.Optional("paths"), "'paths'").Where(IsPage)];
        when.Finish();
        foreach (var key in PurposeKeys.When.Keys.Select(k => k.Name).Where(k => when.Optional(k) is YamlSequence { Items.IsEmpty: true }))
        {
            reader.Diagnostics.Report(DiagnosticIds.MissingKey, when.KeySpan(key), $"'{key}' needs at least one item; left out, all are meant");
        }

        if (when.Optional("events") is null && when.Optional("paths") is null)
        {
            reader.Diagnostics.Report(DiagnosticIds.MissingKey, when.Owner, "'when' needs 'events' or 'paths'");
        }

        return (events, pages);
    }

    public SensitiveDeclaration BindSensitive(YamlNode? node)
    {
        List<YamlScalar> paths = [];
        List<YamlScalar> queries = [];
        List<YamlScalar> items = [];
        foreach (var item in reader.Items(node, "'sensitive'"))
        {
            if (reader.Mapping(item, PolicyKeys.Sensitive, item.Span, "an item of 'sensitive'") is not { } members)
            {
                continue;
            }

            var path = members.Text("path");
            var query = members.Text("query");
            var products = members.Optional("items");
            reader.ByLanguage(members.Optional("because"), "'because'");
            members.Finish();
            if (path is null && query is null && products is null)
            {
                reader.Diagnostics.Report(DiagnosticIds.MissingKey, item.Span, "an item of 'sensitive' needs 'path', 'query' or 'items'");
            }

            paths.AddRange(new[] { path }.OfType<YamlScalar>().Where(IsPage));
            queries.AddRange(new[] { query }.OfType<YamlScalar>());
            items.AddRange(reader.Texts(products, "'items'"));
        }

        return new SensitiveDeclaration([.. paths], [.. queries], [.. items]);
    }

    private bool IsPage(YamlScalar path)
    {
        if (PagePath.TryParse(path.Value) is not null)
        {
            return true;
        }

        reader.Diagnostics.Report(
            DiagnosticIds.InvalidText, path.Span, $"{DiagnosticBag.Quote(path.Value)} is no path of a page such as /checkout, or of all below one such as /checkout/**; * is one segment");
        return false;
    }
}
