using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Logging;
using RedactingGateway.Pipeline;
using RedactingGateway.Privacy.Webhook;
using RedactingGateway.State;

namespace RedactingGateway.Privacy;

/// <summary>Takes a choice: writes what must be kept of it, and says what the cookie is from now on.</summary>
/// <remarks>A refusal is taken whatever fails; an acceptance only with a durable record (GDPR Art. 7(1)).</remarks>
internal sealed class ChoiceTaking(
    ChoiceCookie cookies, ConsentRecords records, Objections objections, ShownText texts, RefusalNews news, TimeProvider time, ILogger<ChoiceTaking> logger)
{
    /// <summary>Takes a choice.</summary>
    /// <param name="gateway">The request's site and policy.</param>
    /// <param name="signals">The visitor's will so far.</param>
    /// <param name="request">The choice.</param>
    public async Task<TakenChoice> TakeAsync(GatewayFeature gateway, VisitorSignals signals, ChoiceRequest request)
    {
        var update = ChoiceUpdate.Of(gateway.Policy, request, signals);
        if (!update.IsAcceptance)
        {
            return await RefuseAsync(gateway, signals, request, update);
        }

        if (gateway.Site!.Choices != ChoiceSource.Own)
        {
            return new(Problems.Elsewhere(gateway.Site.Choices switch
            {
                ChoiceSource.Tcf => "in a consent platform that writes an IAB TC string",
                ChoiceSource.Gpp => "in a consent platform that writes an IAB GPP string",
                _ => "at the site, which names them in a header",
            }));
        }

        return signals.Minor ? new(Problems.Minor) : await AcceptAsync(gateway, signals, request, update);
    }

    private async Task<TakenChoice> AcceptAsync(GatewayFeature gateway, VisitorSignals signals, ChoiceRequest request, ChoiceUpdate update)
    {
        var before = signals.Choice;
        var isChange = before is { Kind: ChoiceKind.Accepted, IsExpired: false } && !signals.IsSuperseded;
        var id = isChange ? before.RecordId : Guid.NewGuid();
        var cookie = cookies.WriteAcceptance(update.Answers, update.RefusedRecipients, signals.Browser, id, isChange ? before.Time : null);
        var choice = cookies.Read(cookie.AsMemory());
        if (choice.Kind != ChoiceKind.Accepted)
        {
            // A policy under which this can happen has an error (RGW0510), so this is a fault of ours: nothing is taken that could not be read again.
            return new(Problems.TooLong);
        }

        try
        {
            var entry = await EntryAsync(gateway, signals, request, update, isChange ? ConsentEvent.Changed : ConsentEvent.Given, choice.Time);
            var safe = Worse(entry.Acknowledgement, await records.AppendAsync(id, entry.Entry, CancellationToken.None));
            if (!request.Subjects.IsEmpty)
            {
                safe = Worse(safe, await LiftAsync(gateway, request, update));
            }

            await news.TellAsync(gateway, update, request.Subjects, isChange ? id : null);
            return new(isChange ? ChoiceOutcome.Changed : ChoiceOutcome.Accepted, cookie, choice, safe);
        }
        catch (StateUnavailableException e)
        {
            logger.AcceptanceNotTaken(gateway.Site!.Id, e);
            return new(Problems.Unavailable);
        }
    }

    // Same place, signed in: who says yes to a purpose lifts an earlier objection to it. One to what nobody asked about here stays.
    private async Task<Acknowledgement> LiftAsync(GatewayFeature gateway, ChoiceRequest request, ChoiceUpdate update)
    {
        var now = time.GetUtcNow();
        var earlier = await objections.FindAsync(request.Subjects.AsMemory());
        ImmutableArray<string> refused = [.. gateway.Policy.Purposes.Where(p => p.CanBeRefused && IsStillRefused(p)).Select(p => p.Id)];

        // First what stays: there is no moment, and no failure, in which the subject has no objection. The lift spares what is of its own time.
        var safe = refused.IsEmpty ? Acknowledgement.Stored : await objections.SetAsync(request.Subjects, new Objection(now, refused), CancellationToken.None);
        return Worse(safe, await objections.LiftAsync(request.Subjects, now, CancellationToken.None));

        bool IsStillRefused(CompiledPurpose purpose) => !request.Accepts(purpose)
            && ((update.Answers.TryGetValue(purpose.Id, out var scope) && scope is null) || earlier.IsUnknown || earlier.Objection?.Covers(purpose.Id) == true);
    }

    private async Task<TakenChoice> RefuseAsync(GatewayFeature gateway, VisitorSignals signals, ChoiceRequest request, ChoiceUpdate update)
    {
        var cookie = cookies.WriteRefusal();
        var choice = cookies.Read(cookie.AsMemory());
        var record = signals is { Choice.Kind: ChoiceKind.Accepted, IsSuperseded: false } ? signals.Choice.RecordId : (Guid?)null;
        var safe = Acknowledgement.Stored;
        if (record is { } id)
        {
            safe = await WithdrawAsync(gateway, signals, request, update, id);
        }

        ChoiceProblem? problem = null;
        if (!request.Subjects.IsEmpty)
        {
            try
            {
                safe = Worse(safe, await objections.SetAsync(request.Subjects, new Objection(time.GetUtcNow(), Named(request)), CancellationToken.None));
            }
            catch (StateUnavailableException e)
            {
                logger.ObjectionNotKept(gateway.Site!.Id, e);
                problem = Problems.ObjectionLost;
            }
        }

        await news.TellAsync(gateway, update with { Withdraws = record is not null }, request.Subjects, record);
        return new(ChoiceOutcome.Refused, cookie, choice, safe) { Problem = problem };
    }

    // All refused: an objection to everything. Single purposes refused: to these, whatever the cookie of this browser can tell apart.
    private static ImmutableArray<string> Named(ChoiceRequest request) =>
        [.. request.Purposes.Where(p => !p.Value).Select(p => p.Key).Order(StringComparer.Ordinal)];

    private async Task<Acknowledgement> WithdrawAsync(GatewayFeature gateway, VisitorSignals signals, ChoiceRequest request, ChoiceUpdate update, Guid id)
    {
        try
        {
            // Later than the acceptance by a whole second, as the cookie counts: an older copy of it must lose.
            var now = time.GetUtcNow();
            var after = signals.Choice.Time.AddSeconds(1);
            var none = update with { Answers = update.Answers.ToImmutableSortedDictionary(a => a.Key, _ => (string?)null, StringComparer.Ordinal) };
            var entry = await EntryAsync(gateway, signals, request, none, ConsentEvent.Withdrawn, now > after ? now : after);
            return Worse(entry.Acknowledgement, await records.AppendAsync(id, entry.Entry, CancellationToken.None));
        }
        catch (StateUnavailableException e)
        {
            // The visitor's own cookie is a refusal from now on; only a copy of the old one could say otherwise.
            logger.WithdrawalNotRecorded(gateway.Site!.Id, e);
            return Acknowledgement.Stored;
        }
    }

    private async Task<(ConsentEntry Entry, Acknowledgement Acknowledgement)> EntryAsync(
        GatewayFeature gateway, VisitorSignals signals, ChoiceRequest request, ChoiceUpdate update, ConsentEvent kind, DateTimeOffset when)
    {
        // A choice that began is brought to its end: who closes the page has chosen all the same.
        var (hash, acknowledgement) = await texts.ArchiveAsync(request.Language, gateway.Policy, CancellationToken.None);
        return (new ConsentEntry
        {
            Time = when,
            Event = kind,
            Purposes = update.Answers.ToImmutableSortedDictionary(a => a.Key, a => a.Value is not null, StringComparer.Ordinal),
            Scopes = update.Answers.Where(a => a.Value is not null).ToImmutableSortedDictionary(a => a.Key, a => a.Value!, StringComparer.Ordinal),
            RefusedRecipients = update.RefusedRecipients,
            TextHash = hash,
            Language = request.Language.Tag,
            PolicyRevision = gateway.Policy.Revision,
            Place = request.Place,
            GpcWasOn = signals.Browser.HasFlag(BrowserSignals.GlobalPrivacyControl),
            DntWasOn = signals.Browser.HasFlag(BrowserSignals.DoNotTrack),
            Site = gateway.Site!.Id,
        }, acknowledgement);
    }

    private static Acknowledgement Worse(Acknowledgement first, Acknowledgement second) => first == Acknowledgement.Kept ? first : second;
}

/// <summary>What became of a choice.</summary>
/// <param name="Outcome">How it is counted.</param>
/// <param name="Cookie">The cookie from now on; null: as it was.</param>
/// <param name="Choice">What it says.</param>
/// <param name="Acknowledgement">How safely it was written.</param>
internal sealed record TakenChoice(ChoiceOutcome Outcome, string? Cookie, StoredChoice Choice, Acknowledgement Acknowledgement)
{
    /// <summary>It was not taken.</summary>
    public TakenChoice(ChoiceProblem problem)
        : this(problem.Outcome, Cookie: null, StoredChoice.None, Acknowledgement.Stored) => Problem = problem;

    /// <summary>What could not be done, or null.</summary>
    public ChoiceProblem? Problem { get; init; }
}
