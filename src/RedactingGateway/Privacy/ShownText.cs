using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Policies;
using RedactingGateway.State;

namespace RedactingGateway.Privacy;

/// <summary>What visitors are told before they choose, as one plain text in one language, archived under its hash as proof of what a consent covers.</summary>
internal sealed class ShownText(ConsentRecords records)
{
    // One text a language and policy; they go with their policy.
    private readonly ConditionalWeakTable<PolicySnapshot, ConcurrentDictionary<string, (string Text, string Hash)>> _texts = [];
    private readonly ConcurrentDictionary<string, bool> _archived = new(StringComparer.Ordinal);

    /// <summary>Archives the text, once, and gives its hash.</summary>
    /// <exception cref="StateUnavailableException">It cannot be kept now.</exception>
    public async Task<(string Hash, Acknowledgement Acknowledgement)> ArchiveAsync(NoticeLanguage language, PolicySnapshot policy, CancellationToken cancellationToken)
    {
        var (text, hash) = _texts.GetOrCreateValue(policy).GetOrAdd(language.Tag, _ => Make(policy, language));
        if (_archived.ContainsKey(hash))
        {
            return (hash, Acknowledgement.Stored);
        }

        var acknowledgement = await records.ArchiveTextAsync(hash, text, cancellationToken);
        if (acknowledgement == Acknowledgement.Stored)
        {
            _archived[hash] = true;
        }

        return (hash, acknowledgement);
    }

    private static (string Text, string Hash) Make(PolicySnapshot policy, NoticeLanguage language)
    {
        var text = Write(policy, language);
        return (text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The text.</summary>
    public static string Write(PolicySnapshot policy, NoticeLanguage language)
    {
        var text = new StringBuilder();
        Line($"# {language["title"]}");
        Line(Lead(policy, language));
        Line(language["lead.change"]);
        Line($"{language["controller"]}: {policy.Controller.Name}, {policy.Controller.Address}, {policy.Controller.Contact}");
        Line(SignalNote(policy, language));
        Line($"[{language["button.refuse"]}] [{language["button.accept"]}] [{language["button.save"]}]");
        foreach (var purpose in policy.Purposes)
        {
            Write(purpose);
        }

        Line($"\n# {language["recipients"]}\n{language["recipients.lead"]}");
        foreach (var recipient in policy.Recipients)
        {
            Line($"\n## {recipient.Name} ({recipient.Id})\n{string.Join('\n', Facts(recipient, language))}\n{recipient.PrivacyPolicy}");
        }

        Line($"\n{language["kept"]}");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Write(CompiledPurpose purpose)
        {
            Line($"\n## {language.Of(purpose.Title)} ({purpose.Id}, {purpose.Scope})");
            Line(language.Of(purpose.Description));
            foreach (var note in Notes(purpose, language))
            {
                Line(note);
            }

            Line($"{language["purpose.data"]}:");
            foreach (var allowed in purpose.Allowed)
            {
                Line($"- {Name(allowed, language)} ({allowed.Category}): {language.Form(allowed.Form)} [{allowed.Form}]. {language.Of(allowed.Because)}".TrimEnd());
            }

            Line($"{language["purpose.recipients"]}: {Names(policy, purpose, language)}");
        }
    }

    /// <summary>What is true of this policy: nothing leaves without a yes, or something does.</summary>
    public static string Lead(PolicySnapshot policy, NoticeLanguage language) =>
        language[policy.Purposes.All(p => p.NeedsConsent) ? "lead.consent" : "lead.some"];

    /// <summary>What visitors are told whose browser says <c>Sec-GPC: 1</c> or <c>DNT: 1</c>, before they choose.</summary>
    public static string SignalNote(PolicySnapshot policy, NoticeLanguage language) =>
        $"{language[WellKnownFiles.HonoursGpc(policy) ? "signal.on" : "signal.partly"]} {language["signal.conflict"]}";

    /// <summary>What else there is to say of a purpose.</summary>
    public static IEnumerable<string> Notes(CompiledPurpose purpose, NoticeLanguage language)
    {
        yield return language[$"basis.{JsonNamingPolicy.CamelCase.ConvertName(purpose.Basis.ToString())}"];
        if (!purpose.Interest.IsEmpty)
        {
            yield return $"{language["purpose.interest"]}: {language.Of(purpose.Interest)}";
        }

        if (purpose.Basis == LegalBasis.ExplicitConsent)
        {
            yield return language["purpose.explicit"];
        }

        if (purpose.StrictlyNecessary)
        {
            yield return language["purpose.device"];
        }

        if (!purpose.CanBeRefused)
        {
            yield return language["purpose.fixed"];
        }
    }

    /// <summary>Facts of a recipient, one sentence each.</summary>
    public static IEnumerable<string> Facts(CompiledRecipient recipient, NoticeLanguage language)
    {
        yield return language.Format("recipient.country", language.Country(recipient.Country));
        foreach (var transfer in recipient.Transfers)
        {
            var safeguard = transfer.Safeguard is { } named ? JsonNamingPolicy.CamelCase.ConvertName(named.ToString()) : "none";
            yield return language.Format("recipient.transfer", language.Country(transfer.Country), language[$"safeguard.{safeguard}"]);
        }

        if (recipient.ReusesForOwnPurposes)
        {
            yield return language["recipient.reuse"];
        }

        yield return language.Format("recipient.retention", recipient.Retention);
    }

    /// <summary>A category in words.</summary>
    public static string Name(AllowedCategory allowed, NoticeLanguage language) => allowed.Name.IsEmpty ? allowed.Category : language.Of(allowed.Name);

    /// <summary>Names of a purpose's recipients.</summary>
    public static string Names(PolicySnapshot policy, CompiledPurpose purpose, NoticeLanguage language)
    {
        var names = policy.RecipientsOf(purpose).Select(r => r.Name).ToList();
        return names.Count == 0 ? language["purpose.noRecipients"] : string.Join(", ", names);
    }

    /// <summary>Ids of the recipients that a destination gives data to for a purpose.</summary>
    public static IEnumerable<string> RecipientsOf(PolicySnapshot policy, string purpose) =>
        policy.Destinations.Where(d => d.Purposes.Any(p => p.Id == purpose)).Select(d => d.Recipient).Distinct(StringComparer.Ordinal);
}
