using System.Net.Sockets;
using System.Text;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>A client that sends exactly the bytes it is given.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(30));
    private WireReader? _reader;

    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        var client = new RawClient();
        await client._client.ConnectAsync(address.Host, address.Port, client._timeout.Token);
        client._reader = new WireReader(client._client.GetStream());
        return client;
    }

    public Task WriteAsync(string latin1) => WriteAsync(Encoding.Latin1.GetBytes(latin1));

    public Task WriteAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes, _timeout.Token).AsTask();

    /// <summary>The next answer; an interim one (1xx) is an answer too.</summary>
    public async Task<RawResponse> ReadAsync()
    {
        var (line, headers) = await _reader!.ReadHeadAsync(_timeout.Token) ?? throw new EndOfStreamException();
        var status = int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        var body = status is < 200 or 204 or 304 ? [] : await _reader.ReadBodyAsync(headers, _timeout.Token);
        return new RawResponse(status, line, headers, body);
    }

    /// <summary>Whether the connection ended without another answer.</summary>
    public async Task<bool> EndedAsync() => await _reader!.ReadHeadAsync(_timeout.Token) is null;

    /// <summary>Ends the connection at once, as a browser does that is closed.</summary>
    public void Reset()
    {
        _client.Client.LingerState = new LingerOption(enable: true, 0);
        _client.Close();
    }

    public void Dispose()
    {
        _client.Dispose();
        _timeout.Dispose();
    }
}

/// <summary>An answer as it stood on the wire.</summary>
internal sealed record RawResponse(int Status, string StatusLine, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string BodyText => Encoding.Latin1.GetString(Body);

    public IEnumerable<string> HeaderNames => Headers.Select(h => h.Key.ToLowerInvariant());

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
