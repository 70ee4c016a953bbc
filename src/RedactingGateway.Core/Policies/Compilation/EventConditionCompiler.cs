using System.Collections.Frozen;
using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Events;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Compiles what a destination asks of events.</summary>
internal static class EventConditionCompiler
{
    /// <summary>The conditions, or null where there are none: then no request is looked at twice.</summary>
    public static EventConditions? Compile(DestinationDeclaration destination, SensitiveDeclaration sensitive)
    {
        var purposes = destination.Purposes.Index().Select(p => (Bit: 1UL << p.Index, p.Item.Purpose)).ToList();
        var conditions = new EventConditions
        {
            Events = [.. purposes.Where(p => !p.Purpose.Events.IsEmpty).Select(p => (p.Bit, Patterns(p.Purpose.Events)))],
            Pages = [.. purposes.Where(p => !p.Purpose.Pages.IsEmpty).Select(p => (p.Bit, Paths(p.Purpose.Pages)))],
            Drop = Patterns(destination.Drop),
            Sensitive = new SensitivePages(
                Paths(sensitive.Paths), sensitive.Queries.Select(q => q.Value).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
                sensitive.Items.Select(i => i.Value).ToFrozenSet(StringComparer.OrdinalIgnoreCase)),
            Essential = purposes.Where(p => DataTaxonomy.IsBelow(p.Purpose.Use!, "essential")).Aggregate(0UL, (mask, p) => mask | p.Bit),
        };
        return conditions.IsAny ? conditions : null;
    }

    private static ImmutableArray<NamePattern> Patterns(ImmutableArray<YamlScalar> names) => [.. names.Select(n => new NamePattern(n.Value))];

    private static ImmutableArray<PagePath> Paths(ImmutableArray<YamlScalar> paths) => [.. paths.Select(p => PagePath.TryParse(p.Value)!)];
}
