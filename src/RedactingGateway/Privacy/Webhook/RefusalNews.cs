using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Logging;
using RedactingGateway.Pipeline;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Privacy.Webhook;

/// <summary>Puts news of refusals into the outbox: they must reach the profiles that exist already (GDPR Art. 17, 19, 21(3)).</summary>
internal sealed class RefusalNews(Outbox outbox, OutboxBell bell, ChoiceAccounts accounts, TimeProvider time, ILogger<RefusalNews> logger)
{
    /// <summary>Tells a site's backend what a visitor newly refuses; nothing where nobody wants to know.</summary>
    public Task TellAsync(GatewayFeature gateway, ChoiceUpdate update, ImmutableArray<SubjectKey> subjects, Guid? record)
    {
        if (gateway.Site!.OnRefusal is null || (update.NewlyRefused.IsEmpty && subjects.IsEmpty && record is null))
        {
            return Task.CompletedTask;
        }

        if (update is { IsAcceptance: true, NewlyRefused.IsEmpty: true })
        {
            return Task.CompletedTask;
        }

        var type = update.Withdraws ? "withdrawal" : subjects.IsEmpty ? "refusal" : "objection";
        return TellAsync(gateway.Site, type, update.IsAcceptance ? update.NewlyRefused : [], subjects, record);
    }

    /// <summary>Tells a site's backend.</summary>
    /// <param name="site">The site.</param>
    /// <param name="type"><c>refusal</c>, <c>withdrawal</c>, <c>objection</c> or <c>erasure</c>.</param>
    /// <param name="purposes">Purposes; empty: everything that can be refused.</param>
    /// <param name="subjects">Keys of known subjects.</param>
    /// <param name="record">Id of the consent record, or null.</param>
    public async Task TellAsync(CompiledSite site, string type, ImmutableArray<string> purposes, IReadOnlyList<SubjectKey> subjects, Guid? record)
    {
        if (site.OnRefusal is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        var message = new RefusalMessage(Guid.NewGuid(), type, site.Id, now, purposes, [.. subjects.Select(s => s.ToString())]) { RecordId = record };
        try
        {
            await outbox.EnqueueAsync(new OutboxMessage(message.Id, site.Id, JsonSerializer.SerializeToUtf8Bytes(message, RefusalJson.Default.RefusalMessage), now), CancellationToken.None);
            bell.Ring();
        }
        catch (StateUnavailableException e)
        {
            accounts.AddMessage(site.Id, "lost");
            logger.RefusalNotQueued(site.Id, e);
        }
    }
}

/// <summary>News of a refusal, as a site's backend gets it.</summary>
/// <param name="Id">Tells a message that came twice.</param>
/// <param name="Type"><c>refusal</c>, <c>withdrawal</c>, <c>objection</c> or <c>erasure</c>.</param>
/// <param name="Site">Id of the site.</param>
/// <param name="Time">When the visitor chose.</param>
/// <param name="Purposes">Ids of purposes; empty: everything that can be refused.</param>
/// <param name="Subjects">Keys of known subjects; no value of theirs.</param>
internal sealed record RefusalMessage(Guid Id, string Type, string Site, DateTimeOffset Time, ImmutableArray<string> Purposes, ImmutableArray<string> Subjects)
{
    /// <summary>The consent record that it ends or changes, or null.</summary>
    public Guid? RecordId { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RefusalMessage))]
internal sealed partial class RefusalJson : JsonSerializerContext;
