using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>One change of the state.</summary>
/// <remarks>Every change may be done twice, and in another order than it was made: the outcome is the same.</remarks>
[JsonDerivedType(typeof(ObjectionSet), "objectionSet")]
[JsonDerivedType(typeof(ObjectionLift), "objectionLift")]
[JsonDerivedType(typeof(ConsentAppend), "consentAppend")]
[JsonDerivedType(typeof(ConsentErase), "consentErase")]
[JsonDerivedType(typeof(TextArchive), "textArchive")]
[JsonDerivedType(typeof(MessageEnqueue), "messageEnqueue")]
[JsonDerivedType(typeof(MessageDone), "messageDone")]
[JsonDerivedType(typeof(MessageLater), "messageLater")]
[JsonDerivedType(typeof(DisclosureReport), "disclosureReport")]
internal abstract record StateOperation
{
    /// <summary>The subjects whose objections it changes.</summary>
    [JsonIgnore]
    public virtual ImmutableArray<SubjectKey> AffectedSubjects => [];

    /// <summary>The consent record that it is about, if it is about one.</summary>
    [JsonIgnore]
    public virtual Guid? Record => null;
}

/// <summary>Subjects objected.</summary>
internal sealed record ObjectionSet(ImmutableArray<SubjectKey> Subjects, Objection Objection) : StateOperation
{
    /// <inheritdoc/>
    public override ImmutableArray<SubjectKey> AffectedSubjects => Subjects;
}

/// <summary>Subjects took back what they objected to before a time.</summary>
internal sealed record ObjectionLift(ImmutableArray<SubjectKey> Subjects, DateTimeOffset Time) : StateOperation
{
    /// <inheritdoc/>
    public override ImmutableArray<SubjectKey> AffectedSubjects => Subjects;
}

/// <summary>A consent record got an entry.</summary>
internal sealed record ConsentAppend(Guid Id, ConsentEntry Entry) : StateOperation
{
    /// <inheritdoc/>
    public override Guid? Record => Id;
}

/// <summary>A consent record was erased.</summary>
internal sealed record ConsentErase(Guid Id) : StateOperation
{
    /// <inheritdoc/>
    public override Guid? Record => Id;
}

/// <summary>A text was archived.</summary>
internal sealed record TextArchive(string ContentHash, string Text) : StateOperation;

/// <summary>A message was put into the outbox.</summary>
internal sealed record MessageEnqueue(OutboxMessage Message) : StateOperation;

/// <summary>A message was delivered, or is given up.</summary>
internal sealed record MessageDone(Guid Id) : StateOperation;

/// <summary>Sending a message failed.</summary>
internal sealed record MessageLater(Guid Id, DateTimeOffset Next, int Attempts) : StateOperation;

/// <summary>What one run of a node has disclosed so far on a day. A later report has the earlier one in it, so the larger number counts, and reports may come twice.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Run">Drawn anew whenever a node starts, so that nodes and runs add up.</param>
/// <param name="Recipients">Tallies by recipient.</param>
internal sealed record DisclosureReport(DateOnly Day, Guid Run, ImmutableSortedDictionary<string, DisclosureTally> Recipients) : StateOperation;

/// <summary>How changes and entries are written down.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StateOperation))]
[JsonSerializable(typeof(ConsentEntry))]
[JsonSerializable(typeof(OutboxMessage))]
internal sealed partial class StateJson : JsonSerializerContext;
