using System.Security.Cryptography;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Options;

/// <summary>The secret that every key of the gateway is derived from.</summary>
/// <remarks>No record: a record prints what it holds.</remarks>
internal sealed class RootSecret
{
    private RootSecret(byte[] bytes, bool isTemporary)
    {
        Bytes = bytes;
        IsTemporary = isTemporary;
    }

    /// <summary>At least <see cref="PseudonymKeys.MinRootSecretBytes"/> bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>Whether it ends with the process, and with it every pseudonym and stored acceptance.</summary>
    public bool IsTemporary { get; }

    /// <summary>Reads the secret from the settings; in Development a random one stands in.</summary>
    /// <exception cref="StartRefusedException">There is none, or it cannot be read.</exception>
    public static RootSecret Read(GatewayOptions options, bool isDevelopment)
    {
        var text = options.RootSecret;
        if (options.RootSecretFile is { Length: > 0 } file)
        {
            try
            {
                text = File.ReadAllText(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StartRefusedException($"The file of Gateway:RootSecretFile cannot be read ({e.GetType().Name}).");
            }
        }

        if (text is not null)
        {
            return RootSecretAttribute.TryDecode(text) is { } bytes
                ? new RootSecret(bytes, isTemporary: false)
                : throw new StartRefusedException(new RootSecretAttribute().FormatErrorMessage("The root secret"));
        }

        return isDevelopment
            ? new RootSecret(RandomNumberGenerator.GetBytes(PseudonymKeys.MinRootSecretBytes), isTemporary: true)
            : throw new StartRefusedException(
                "There is no root secret. Outside Development the gateway starts only with a persistent one: set Gateway:RootSecretFile "
                + "(Gateway__RootSecretFile) to a file with at least 32 random bytes in base64 (openssl rand -base64 32), the same on every node.");
    }
}
