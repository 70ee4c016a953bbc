using System.Net.Http.Headers;
using RedactingGateway.Core.Policies;
using RedactingGateway.Logging;
using RedactingGateway.PolicyStore;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Privacy.Webhook;

/// <summary>Delivers what is in the outbox to sites' backends, at least once, until it is given up.</summary>
internal sealed class RefusalSender(Outbox outbox, OutboxBell bell, PolicyHolder policies, ChoiceAccounts accounts, TimeProvider time, ILogger<RefusalSender> logger) : BackgroundService
{
    // 30 s: messages that failed, and other nodes' whose lease ended; new ones ring the bell.
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    // 10 s an attempt, far below the lease of a minute: all of a batch are sent side by side.
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private const int BatchSize = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    // 7 days: a backend that was away over the holidays still learns of it.
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(7);

    // To the address that the policy names and no other: no redirect, no proxy of the environment, no cookies.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = AttemptTimeout };

    /// <inheritdoc/>
    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    /// <summary>How long to wait after a number of failures.</summary>
    internal static TimeSpan PauseAfter(int failures)
    {
        // 1, 2, 4, … minutes; beyond ten doublings it is the longest anyway.
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A ring that comes while a round is on its way counts for the next.
        await using var rounds = time.CreateTimer(static bell => ((OutboxBell)bell!).Ring(), bell, TimeSpan.Zero, Round);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bell.WaitAsync(stoppingToken);
                while (await SendDueAsync(stoppingToken) == BatchSize)
                {
                    // A full batch: there may be more.
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it is, the next round tries again: the outbox still has the messages.
            catch (Exception e)
#pragma warning restore CA1031
            {
                logger.RefusalRoundFailed(e);
            }
        }
    }

    private async Task<int> SendDueAsync(CancellationToken stoppingToken)
    {
        var due = await outbox.TakeDueAsync(time.GetUtcNow(), BatchSize, stoppingToken);
        await Task.WhenAll(due.Select(m => SendAsync(m, stoppingToken)));
        return due.Length;
    }

    private async Task SendAsync(DueMessage due, CancellationToken stoppingToken)
    {
        var message = due.Message;
        var webhook = policies.Current.Sites.FirstOrDefault(s => s.Id == message.Site)?.OnRefusal;
        var error = webhook is null ? "no onRefusal" : await PostAsync(webhook, message.Body, stoppingToken);
        var now = time.GetUtcNow();
        if (error is null)
        {
            accounts.AddMessage(message.Site, "delivered");
            await outbox.DoneAsync(message.Id, stoppingToken);
        }
        else if (webhook is null || now - message.Created >= GivenUpAfter)
        {
            accounts.AddMessage(message.Site, "givenUp");
            logger.RefusalGivenUp(message.Site, due.Attempts + 1, error);
            await outbox.DoneAsync(message.Id, stoppingToken);
        }
        else
        {
            accounts.AddMessage(message.Site, "failed");
            logger.RefusalNotDelivered(message.Site, due.Attempts + 1, error);
            await outbox.LaterAsync(message.Id, now + PauseAfter(due.Attempts + 1), due.Attempts + 1, stoppingToken);
        }
    }

    // Null: delivered.
    private async Task<string?> PostAsync(RefusalWebhook webhook, byte[] body, CancellationToken stoppingToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation(RefusalSignature.Header, RefusalSignature.Of(webhook.Secret, body, time.GetUtcNow()));
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stoppingToken);
            return response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !stoppingToken.IsCancellationRequested))
        {
            return e is HttpRequestException http ? http.HttpRequestError.ToString() : "time-out";
        }
    }
}
