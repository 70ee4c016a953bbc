using System.Globalization;
using System.Text.Json;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Privacy;

/// <summary>Says what a visitor can choose, has chosen, and what follows from it.</summary>
internal static class ChoicesDocuments
{
    /// <summary>The document for a visitor.</summary>
    public static ChoicesDocument Of(GatewayFeature gateway, VisitorSignals signals, NoticeLanguage language) => new(
        gateway.Site!.Id,
        language.Tag,
        Word(gateway.Site.Choices),
        Word(signals.Choice.Kind),
        signals.Choice.Kind == ChoiceKind.Accepted,
        [.. Signals(signals)],
        [.. gateway.Policy.Purposes.Select(p => Of(gateway.Policy, p, signals, language))],
        [.. gateway.Policy.Recipients.Select(r => new RecipientChoice(r.Id, r.Name, r.Country, IsRefused(r, signals)))])
    {
        AskAgain = AskAgain(signals.Choice)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>What was chosen for a purpose, as far as it still counts.</summary>
    public static Answer StateOf(CompiledPurpose purpose, in VisitorSignals signals)
    {
        if (!purpose.CanBeRefused || signals.Choice.Kind == ChoiceKind.None)
        {
            return Answer.NotAsked;
        }

        if (signals.Choice.Kind != ChoiceKind.Accepted || signals.IsSuperseded)
        {
            return Answer.No;
        }

        var answer = signals.Choice.Scopes.To(purpose.Id, out var scope);
        return answer == Answer.Yes && (signals.Choice.IsExpired || !scope.SequenceEqual(purpose.Scope)) ? Answer.NotAsked : answer;
    }

    /// <summary>Whether a recipient was refused, alone or with everything.</summary>
    public static bool IsRefused(CompiledRecipient recipient, in VisitorSignals signals) =>
        signals.Choice.Kind == ChoiceKind.Accepted && signals.Choice.Scopes.Refuses(recipient.Id);

    private static PurposeChoice Of(PolicySnapshot policy, CompiledPurpose purpose, VisitorSignals signals, NoticeLanguage language)
    {
        var reason = Grant.ForSite(purpose, signals);
        return new()
        {
            Id = purpose.Id,
            Title = language.Of(purpose.Title),
            Description = language.Of(purpose.Description),
            Use = purpose.Use,
            Basis = Word(purpose.Basis),
            NeedsConsent = purpose.NeedsConsent,
            CanBeRefused = purpose.CanBeRefused,
            Recipients = [.. ShownText.RecipientsOf(policy, purpose.Id)],
            State = StateOf(purpose, signals) switch { Answer.Yes => "accepted", Answer.No => "refused", _ => "notAsked" },
            Granted = reason.IsGranted(),
            Reason = Word(reason),
        };
    }

    // Kinds of signals that were seen; what they say is theirs.
    private static IEnumerable<string> Signals(VisitorSignals signals)
    {
        (bool IsSeen, string Name)[] all =
        [
            (signals.Browser.HasFlag(BrowserSignals.GlobalPrivacyControl), "gpc"),
            (signals.Browser.HasFlag(BrowserSignals.DoNotTrack), "dnt"),
            (signals.Tcf is not null, "tcf"),
            (signals.Gpp is not null, "gpp"),
            (signals.Minor, "minor"),
        ];
        return all.Where(s => s.IsSeen).Select(s => s.Name);
    }

    // Of a refusal only the month is known: twelve months after its last day.
    private static DateTimeOffset? AskAgain(in StoredChoice choice) => choice.Kind switch
    {
        ChoiceKind.Refused => choice.Time.AddMonths(ChoiceCookie.KeptMonths + 1),
        ChoiceKind.Accepted => choice.Time.AddMonths(ChoiceCookie.KeptMonths),
        _ => null,
    };

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
