using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Misbehaviour;

/// <summary>Requests that wait for a vendor, each on a connection of its own.</summary>
internal sealed class HungRequests : IDisposable
{
    private readonly List<RawClient> _clients = [];

    public async Task AddAsync(GatewayHarness gateway, string message)
    {
        var client = await gateway.ConnectAsync();
        _clients.Add(client);
        await client.WriteAsync(message);
    }

    public Task<RawResponse[]> AnswersAsync() => Task.WhenAll(_clients.Select(client => client.ReadAsync()));

    public void Dispose() => _clients.ForEach(client => client.Dispose());
}
