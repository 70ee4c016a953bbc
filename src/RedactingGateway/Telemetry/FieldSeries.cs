using System.Collections.Immutable;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>Counts the fields of one destination, category, purpose and form, or reason: all of them names of the policy, of dictionaries and of enums.</summary>
internal sealed class FieldSeries(string destination, string recipient, string category, string purpose, string form, WithheldReason reason)
{
    /// <summary>What stands in place of a category.</summary>
    public static readonly ImmutableArray<string> NoCategory = ["structural", "container", "uncategorised", "unknown", "gateway"];

    /// <summary>The forms: names of treatments, and what else can stand in a field's place.</summary>
    public static readonly ImmutableArray<string> Forms =
    [
        Keep, "cleaned", "mask", "hash", "pseudonymize", "truncate", "generalize", "scrubUrl", "bucket", "round", "replace", "surrogate", "otherwise", Set,
    ];

    /// <summary>The form of a field that left as it came.</summary>
    public const string Keep = "keep";

    /// <summary>The form of a field that the gateway set itself.</summary>
    public const string Set = "set";

    private long _count;

    public string Destination => destination;

    /// <summary>Name of the recipient, for people.</summary>
    public string Recipient => recipient;

    public string Category => category;

    /// <summary>Key of the purpose, or <c>none</c>.</summary>
    public string Purpose => purpose;

    /// <summary>The form in which the fields left; empty: they did not.</summary>
    public string Form => form;

    /// <summary>Why they did not leave.</summary>
    public WithheldReason Reason => reason;

    /// <summary>Whether the fields left.</summary>
    public bool Left => reason == WithheldReason.None;

    public long Count => Interlocked.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);

    /// <summary>The label of a field's category.</summary>
    public static string CategoryOf(DecidedField decided) => decided switch
    {
        { Field: null, Reason: WithheldReason.Overridden } => "gateway",
        { Field: null } => "unknown",
        { Field: { Category: { } category } } => category,
        { Field: { Structural: true } } => "structural",
        { Field: { As.IsEmpty: false } } => "container",
        _ => "uncategorised",
    };

    /// <summary>The label of the form in which a field leaves.</summary>
    public static string FormOf(DecidedField decided) => decided switch
    {
        { Outcome: FieldOutcome.Kept } => Keep,
        { Field: null } => Set,
        { Reason: not WithheldReason.None } => decided.Field.Surrogate is not null && decided.Field.Required ? "surrogate" : "otherwise",
        { Treatment: null or { Keeps: true } } => "cleaned",
        _ => Named(decided.Treatment.Form),
    };

    // A form begins with the name of its treatment.
    private static string Named(string form)
    {
        foreach (var known in Forms)
        {
            if (form.StartsWith(known, StringComparison.Ordinal))
            {
                return known;
            }
        }

        return "cleaned";
    }
}
