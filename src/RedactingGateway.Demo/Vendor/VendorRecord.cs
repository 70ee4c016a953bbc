namespace RedactingGateway.Demo.Vendor;

/// <summary>A request as the recording vendor received it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Target">Path and query as they stood on the request line.</param>
/// <param name="Headers">Header fields in order.</param>
/// <param name="Body">Body.</param>
internal sealed record VendorRecord(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
