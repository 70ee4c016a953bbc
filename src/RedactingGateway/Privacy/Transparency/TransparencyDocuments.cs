using System.Collections.Immutable;
using System.Text.Json;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.State;

namespace RedactingGateway.Privacy.Transparency;

/// <summary>Makes the document out of the very policy that is enforced.</summary>
/// <param name="policy">The policy.</param>
/// <param name="site">The site that is asked.</param>
/// <param name="signals">The visitor's will.</param>
/// <param name="language">The language.</param>
internal sealed class TransparencyDocuments(PolicySnapshot policy, CompiledSite site, VisitorSignals signals, NoticeLanguage language)
{
    /// <summary>The document.</summary>
    /// <param name="tallies">Counts by recipient; null: they cannot be read now.</param>
    /// <param name="days">Days that the counts are about.</param>
    /// <param name="bypassing">Hosts seen in pages that the policy does not name.</param>
    public TransparencyDocument Make(ImmutableDictionary<string, DisclosureTally>? tallies, int days, ImmutableArray<string> bypassing) => new()
    {
        Site = site.Id,
        Language = language.Tag,
        Policy = policy.Revision,
        Controller = Of(policy.Controller),
        Choice = Word(signals.Choice.Kind),
        Purposes = [.. policy.Purposes.Select(Of)],
        Recipients = [.. policy.Recipients.Select(r => Of(r, tallies))],
        Outside = [.. policy.Outside.Select(o => new OutsideFacts(o.Name, o.Country, language.Country(o.Country), language.Of(o.Why), o.PrivacyPolicy))],
        Bypassing = bypassing,
        Never = [.. policy.Never.Select(n => new CategoryFacts(n.Category, n.Name.IsEmpty ? n.Category : language.Of(n.Name)))],
        Held = [.. HeldData.Of(policy, site, language)],
        Rights = [.. Rights()],
        CountedDays = days,
        Counted = tallies is not null,
    };

    /// <summary>Longest time, in days, for which a substitute stays the same; 0: there are no substitutes.</summary>
    public static int LongestLink(TransparencyDocument document) =>
        document.Purposes.SelectMany(static p => p.Categories).Max(static c => c.LinkedDays) ?? 0;

    private static ControllerFacts Of(CompiledController controller) =>
        new(controller.Name, controller.Address, controller.Contact, controller.DataProtectionOfficer, controller.PrivacyPolicy);

    private PurposeFacts Of(CompiledPurpose purpose) => new()
    {
        Id = purpose.Id,
        Title = language.Of(purpose.Title),
        Description = language.Of(purpose.Description),
        Use = purpose.Use,
        Basis = Word(purpose.Basis),
        Interest = purpose.Interest.IsEmpty ? null : language.Of(purpose.Interest),
        NeedsConsent = purpose.NeedsConsent,
        CanBeRefused = purpose.CanBeRefused,
        DeviceAccess = purpose.StrictlyNecessary ? "strictlyNecessary" : "consent",
        State = ChoicesDocuments.StateOf(purpose, signals) switch { Answer.Yes => "accepted", Answer.No => "refused", _ => "notAsked" },
        Granted = Grant.ForSite(purpose, signals).IsGranted(),
        Recipients = [.. ShownText.RecipientsOf(policy, purpose.Id)],
        Categories = [.. purpose.Allowed.Select(Of)],
        Notes = [.. ShownText.Notes(purpose, language).Skip(1)],
    };

    private AllowedFacts Of(AllowedCategory allowed) => new(
        allowed.Category, ShownText.Name(allowed, language), allowed.Form, language.Form(allowed.Form), allowed.LinkedDays > 0 ? allowed.LinkedDays : null, language.Of(allowed.Because));

    private RecipientFacts Of(CompiledRecipient recipient, ImmutableDictionary<string, DisclosureTally>? tallies)
    {
        var destinations = policy.Destinations.Where(d => d.Recipient == recipient.Id).ToList();
        var tally = tallies?.GetValueOrDefault(recipient.Id);
        return new()
        {
            Id = recipient.Id,
            Name = recipient.Name,
            Country = recipient.Country,
            CountryInWords = language.Country(recipient.Country),
            Role = Word(recipient.Role),
            Reuse = recipient.ReusesForOwnPurposes ? "ownPurposes" : "none",
            Transfers = [.. recipient.Transfers.Select(Of)],
            Retention = recipient.Retention,
            PrivacyPolicy = recipient.PrivacyPolicy,
            Purposes = [.. destinations.SelectMany(d => d.Purposes).Select(p => p.Id).Distinct(StringComparer.Ordinal)],
            Paths = [.. destinations.Select(d => new PathFacts(d.Path, d.Protocol, Word(d.Mode)))],
            Refused = ChoicesDocuments.IsRefused(recipient, signals),
            Counts = tally is { } counts
                ? new CountFacts(PublicCount.Of(counts.Sent), PublicCount.Of(counts.Changed), PublicCount.Of(counts.Withheld), PublicCount.Of(counts.Stopped))
                : null,
        };
    }

    private TransferFacts Of(CompiledTransfer transfer)
    {
        var safeguard = transfer.Safeguard is { } named ? Word(named) : "none";
        return new(transfer.Country, language.Country(transfer.Country), safeguard, language[$"safeguard.{safeguard}"]);
    }

    private IEnumerable<string> Rights()
    {
        yield return language.Format("transparency.rights.access", policy.Controller.Contact);
        yield return language["transparency.rights.erasure"];
        yield return language["transparency.rights.withdrawal"];
        yield return language["transparency.rights.complaint"];
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
