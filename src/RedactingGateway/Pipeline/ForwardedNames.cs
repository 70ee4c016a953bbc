namespace RedactingGateway.Pipeline;

/// <summary>Headers by which proxies tell who asked them, and for what.</summary>
internal static class ForwardedNames
{
    public const string For = "X-Forwarded-For";

    public const string Proto = "X-Forwarded-Proto";

    public const string Host = "X-Forwarded-Host";

    public const string RealIp = "X-Real-IP";

    private const string Prefix = "X-Forwarded-";

    // Others that frameworks believe: RFC 7239, and nginx's habit.
    private static readonly string[] Others = ["Forwarded", RealIp];

    /// <summary>Whether a site may take a header for one of these.</summary>
    public static bool Claims(string name) => CgiName.StartsWith(name, Prefix) || Array.Exists(Others, other => CgiName.Equals(name, other));
}
