using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>One row of the table of forms: what a form does with values of some types.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Example">How a policy writes it.</param>
/// <param name="Takes">Types whose values it takes.</param>
/// <param name="Gives">What comes out.</param>
/// <param name="Equal">Where equal values stay equal.</param>
/// <param name="Undone">Who can find the value out again.</param>
/// <param name="Protects">What it protects from.</param>
internal sealed record FormRow(
    FormKind Kind, string Example, ImmutableArray<FieldType> Takes, string Gives, Equality Equal, Undoing Undone, string Protects)
{
    /// <summary>Whether it is <c>truncate</c> of dates rather than of addresses.</summary>
    public bool IsCalendar { get; init; }
}

/// <summary>Where equal values stay equal, so that they can be counted and joined.</summary>
internal enum Equality
{
    /// <summary>Everywhere, at every recipient.</summary>
    Everywhere,

    /// <summary>In one domain and epoch.</summary>
    InDomainAndEpoch,

    /// <summary>In one event.</summary>
    InEvent,

    /// <summary>Also unequal values become equal.</summary>
    AllAlike,
}

/// <summary>Who can find the value out again.</summary>
internal enum Undoing
{
    /// <summary>It is the value.</summary>
    Nothing,

    /// <summary>Whoever has a list of such values.</summary>
    ByGuessing,

    /// <summary>The gateway, while the key exists.</summary>
    ByUs,

    /// <summary>Nobody: many values give the same.</summary>
    No,
}
