using RedactingGateway.Demo.Watching;

namespace RedactingGateway.Demo.Visitors;

/// <summary>Sends the last visit's requests again, byte for byte, as another visitor.</summary>
internal sealed class Replayer(GatewayClient gateway, VisitorSwitch visitors, VisitLog visits) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Replays; without a visit there is nothing to do.</summary>
    public async Task ReplayAsync(Visitor visitor)
    {
        await _one.WaitAsync();
        try
        {
            if (visits.Read() is not [var (last, _), ..])
            {
                return;
            }

            var original = last.Original;
            var again = visits.Begin(VisitKind.Replay, original.Path, visitor, original);
            foreach (var request in original.Requests.ToList())
            {
                using var response = await gateway.SendAsync(
                    request.Method, request.Target, request.Headers, request.Body, visitors.CookieHeader(visitor), visitor == Visitor.Gpc, again);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
