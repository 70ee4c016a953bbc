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

    /// <summary>Whether a request carries it; compared in fixed time.</summary>
    public bool IsCarriedBy(HttpRequest request) =>
        _hash is not null
        && request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), _hash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
