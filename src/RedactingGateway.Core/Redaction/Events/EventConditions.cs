using System.Collections.Immutable;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction.Events;

/// <summary>What a destination asks of each event before its fields are decided: <c>when:</c>, <c>drop:</c>, <c>sensitive:</c>. They only narrow a grant.</summary>
internal sealed class EventConditions
{
    /// <summary>Purposes that are for some events only, by bit.</summary>
    public required ImmutableArray<(ulong Purpose, ImmutableArray<NamePattern> Names)> Events { get; init; }

    /// <summary>Purposes that are for some pages only, by bit.</summary>
    public required ImmutableArray<(ulong Purpose, ImmutableArray<PagePath> Paths)> Pages { get; init; }

    /// <summary>Events that do not leave.</summary>
    public required ImmutableArray<NamePattern> Drop { get; init; }

    public required SensitivePages Sensitive { get; init; }

    /// <summary>Purposes without which the service that the visitor asked for could not be given.</summary>
    public required ulong Essential { get; init; }

    /// <summary>Whether there is anything to ask.</summary>
    public bool IsAny => !Events.IsEmpty || !Pages.IsEmpty || !Drop.IsEmpty || Sensitive.IsAny;

    /// <summary>Takes down what <paramref name="value"/> says of the event.</summary>
    public void Look(CompiledField field, ReadOnlySpan<byte> value, EventScope scope, PooledBuffer scratch)
    {
        switch (field.Tells)
        {
            case FieldTells.Event:
                scope.HasName = true;
                scope.IsDropped |= Matches(Drop, value);
                foreach (var (purpose, names) in Events)
                {
                    scope.ByName &= Matches(names, value) ? ulong.MaxValue : ~purpose;
                }

                break;
            case FieldTells.Item:
                scope.IsSensitive |= Sensitive.HasItem(value);
                break;
            case FieldTells.Page:
                scope.HasPage = true;
                if (!Pages.IsEmpty)
                {
                    var path = PagePath.Of(value, scratch);
                    foreach (var (purpose, paths) in Pages)
                    {
                        scope.ByPage &= paths.Any(p => p.Covers(path)) ? ulong.MaxValue : ~purpose;
                    }
                }

                break;
            default:
                break;
        }

        if (field.Type == FieldType.Url && Sensitive.HasPages)
        {
            scope.IsSensitive |= Sensitive.Names(value, scratch);
        }
    }

    /// <summary>What is left of <paramref name="grant"/> for an event, and why; what the event does not say itself stands around it.</summary>
    public (ulong Grant, WithheldReason Reason) Narrow(EventScope around, EventScope own, ulong grant)
    {
        var name = own.HasName ? own : around;
        var page = own.HasPage ? own : around;
        if (name.IsDropped)
        {
            return (0, WithheldReason.Event);
        }

        // A purpose that is for some events is not for one that does not say what it is.
        var narrowed = grant & (name.HasName ? name.ByName : ~Events.Aggregate(0UL, (m, e) => m | e.Purpose))
            & (page.HasPage ? page.ByPage : ~Pages.Aggregate(0UL, (m, p) => m | p.Purpose));
        return around.IsSensitive || own.IsSensitive
            ? (narrowed & Essential, WithheldReason.Sensitive)
            : (narrowed, narrowed == grant ? WithheldReason.None : WithheldReason.Event);
    }

    private static bool Matches(ImmutableArray<NamePattern> patterns, ReadOnlySpan<byte> name)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(name))
            {
                return true;
            }
        }

        return false;
    }
}
