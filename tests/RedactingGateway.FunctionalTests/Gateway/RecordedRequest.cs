using System.Text;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>A request exactly as it stood on the wire.</summary>
/// <param name="Method">Method of the request line.</param>
/// <param name="Target">Target of the request line.</param>
/// <param name="Headers">Header fields in order, names as spelled.</param>
/// <param name="Body">Body without transfer coding.</param>
internal sealed record RecordedRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string BodyText => Encoding.Latin1.GetString(Body);

    public IEnumerable<string> HeaderNames => Headers.Select(h => h.Key.ToLowerInvariant());

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
