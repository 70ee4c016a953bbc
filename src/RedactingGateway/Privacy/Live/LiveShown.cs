using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Privacy.Live;

/// <summary>An entry in words.</summary>
/// <param name="At">When, and to whom.</param>
/// <param name="Caption">What the table is about.</param>
/// <param name="Outcome">Whether something was sent, and why not.</param>
/// <param name="Sent">Whether something was sent.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Notes">What there is besides, one sentence each.</param>
internal sealed record LiveShown(string At, string Caption, string Outcome, bool Sent, ImmutableArray<LiveShownField> Fields, ImmutableArray<string> Notes)
{
    /// <summary>Puts an entry into words.</summary>
    public static LiveShown Of(LiveEntry entry, PolicySnapshot policy, NoticeLanguage language)
    {
        // A node with another policy may name a destination that is none here.
        var recipient = policy.Destinations.FirstOrDefault(d => d.Id == entry.Destination)?.RecipientName ?? entry.Destination;
        var isSent = entry.Stopped == WithheldReason.None;
        return new(
            language.Format("live.at", TimeOf(entry.Time, policy), recipient),
            language.Format("live.caption", recipient),
            isSent ? language["live.sent"] : $"{language["live.stopped"]}: {Reason(entry.Stopped, language)}",
            isSent,
            [.. entry.Fields.Select(f => Of(f, policy, language))],
            [.. NotesOf(entry, language)]);
    }

    /// <summary>A time of day where the site is.</summary>
    public static string TimeOf(DateTimeOffset time, PolicySnapshot policy) => TimeZoneInfo.ConvertTime(time, policy.TimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static LiveShownField Of(LiveField field, PolicySnapshot policy, NoticeLanguage language) => new(
        field.Name,
        field.Category is { } category
            ? CategoryName(category, policy.CategoryNames, language)
            : language[field.Reason == WithheldReason.Uncategorised ? "live.uncategorised" : "live.structural"],
        field switch
        {
            { Outcome: FieldOutcome.Dropped } => language.Format("live.withheld", Reason(field.Reason, language)),
            { Form: FieldDecision.SetByGateway } => language["live.left.set"],
            { Outcome: FieldOutcome.Kept } => language["live.left.kept"],
            _ => language.Format("live.left.treated", language.Form(field.Form ?? "")),
        },
        field.Outcome != FieldOutcome.Dropped);

    private static IEnumerable<string> NotesOf(LiveEntry entry, NoticeLanguage language)
    {
        foreach (var (place, count) in entry.Unknown)
        {
            yield return language.Format($"live.unknown.{place}", count);
        }

        if (entry.More > 0)
        {
            yield return language.Format("live.more", entry.More);
        }
    }

    private static string Reason(WithheldReason reason, NoticeLanguage language) => language[$"reason.{reason.Code()}"];

    private static string CategoryName(string category, FrozenDictionary<string, ImmutableSortedDictionary<string, string>> names, NoticeLanguage language) =>
        names.TryGetValue(category, out var name) ? language.Of(name) : category;
}

/// <summary>A field in words.</summary>
/// <param name="Name">The field as its protocol spells it.</param>
/// <param name="What">Its category.</param>
/// <param name="Became">What became of it.</param>
/// <param name="Left">Whether it left.</param>
internal sealed record LiveShownField(string Name, string What, string Became, bool Left);

/// <summary>How the page's script is told.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LiveShown))]
internal sealed partial class LiveShownJson : JsonSerializerContext;
