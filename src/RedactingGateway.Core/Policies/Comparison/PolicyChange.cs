using System.Collections.Immutable;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>What a change of the policy means, in one respect.</summary>
/// <param name="Kind">In which.</param>
/// <param name="Direction">Whether more or less leaves by it.</param>
public sealed record PolicyChange(ChangeKind Kind, ChangeDirection Direction)
{
    /// <summary>Key of the recipient, or null: it is about no single one.</summary>
    public string? Recipient { get; init; }

    /// <summary>Key of the purpose, or null; empty: for no purpose (<c>otherwise: hash</c>).</summary>
    public string? Purpose { get; init; }

    /// <summary>Data categories.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>What it was, in words, or null.</summary>
    public string? From { get; init; }

    /// <summary>What it is now, in words, or null.</summary>
    public string? To { get; init; }

    /// <summary>Whose data.</summary>
    public ImmutableArray<VisitorSituation> Visitors { get; init; } = [];

    /// <summary>The change as an English sentence; what stands between two <c>**</c> is what matters in it.</summary>
    public required string Sentence { get; init; }
}

/// <summary>In which respect something changed.</summary>
public enum ChangeKind
{
    /// <summary>A recipient gets a category that it did not get for this purpose.</summary>
    Gained,

    /// <summary>A recipient gets it no more.</summary>
    Lost,

    /// <summary>It leaves in another form.</summary>
    Form,

    /// <summary>Further fields carry a category that the recipient got already.</summary>
    Fields,

    /// <summary>A fact about a recipient: country, transfers, role, reuse.</summary>
    Recipient,

    /// <summary>A fact about a purpose: basis, device access, use, what refuses it.</summary>
    Purpose,

    /// <summary>A fact about a destination: its hosts, whom it believes.</summary>
    Destination,

    /// <summary>Who receives data outside of the gateway.</summary>
    Outside,

    /// <summary>Something that holds for all of the policy: what is sensitive.</summary>
    Policy,

    /// <summary>What visitors are told.</summary>
    Notice,
}

/// <summary>Whether more or less leaves.</summary>
public enum ChangeDirection
{
    /// <summary>More, to more, or from more people.</summary>
    Wider,

    /// <summary>Less.</summary>
    Narrower,

    /// <summary>Neither.</summary>
    Neutral,
}
