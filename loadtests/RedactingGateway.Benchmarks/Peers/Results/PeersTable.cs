namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>The result as Markdown.</summary>
internal static class PeersTable
{
    public static string Of(PeersResult result) => System.Text.Json.JsonSerializer.Serialize(result);
}
