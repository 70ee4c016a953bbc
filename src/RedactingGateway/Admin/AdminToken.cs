using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Options;

namespace RedactingGateway.Admin;

/// <summary>The bearer token of the admin calls that read or change what is kept of people.</summary>
/// <remarks>No record: a record prints what it holds. Only its hash is held.</remarks>
internal sealed class AdminToken
{
    /// <summary>Shortest token, characters: 32 of base64 are 192 bits, beyond guessing.</summary>
    public const int MinLength = 32;

    private const string Scheme = "Bearer ";

    // RFC 7617: base64 of name, colon, password.
    private const string Basic = "Basic ";

    // 1 KiB: names and tokens are shorter.
    private const int MaxPasswordBytes = 1024;

    private readonly byte[]? _hash;

    private AdminToken(string? token) => _hash = token is null ? null : Hash(token);

    /// <summary>Whether there is one.</summary>
    public bool IsSet => _hash is not null;

    /// <summary>Reads it from the settings.</summary>
    /// <exception cref="StartRefusedException">It cannot be read, or is too short.</exception>
    public static AdminToken Read(GatewayOptions options)
    {
        // An editor ends a file with a line break.
        var token = SecretFile.Read(options.AdminToken, options.AdminTokenFile, nameof(GatewayOptions.AdminTokenFile));
        token = options.AdminTokenFile is { Length: > 0 } ? token?.Trim() : token;
        return token is { Length: < MinLength }
            ? throw new StartRefusedException($"The admin token must have at least {MinLength} characters, e.g. the output of: openssl rand -base64 32")
            : new AdminToken(token);
    }

    /// <summary>Whether a request carries it as bearer token; compared in fixed time.</summary>
    public bool IsCarriedBy(HttpRequest request) => Carried(request, Scheme) is { } token && Is(token);

    /// <summary>Whether a browser carries it as password: for pages that change nothing, as it sends it with whatever leads there.</summary>
    public bool IsPasswordOf(HttpRequest request)
    {
        Span<byte> pair = stackalloc byte[MaxPasswordBytes];
        return Carried(request, Basic) is { } encoded
            && Convert.TryFromBase64String(encoded, pair, out var length)
            && pair[..length].IndexOf((byte)':') is >= 0 and var colon
            && Is(Encoding.UTF8.GetString(pair[(colon + 1)..length]));
    }

    private static string? Carried(HttpRequest request, string scheme) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;

    private bool Is(string token) => _hash is not null && CryptographicOperations.FixedTimeEquals(Hash(token), _hash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
