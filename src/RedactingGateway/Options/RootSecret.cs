using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Redaction;
using RedactingGateway.State;

namespace RedactingGateway.Options;

/// <summary>The secret that every key of the gateway is derived from.</summary>
/// <remarks>No record: a record prints what it holds.</remarks>
internal sealed class RootSecret
{
    private RootSecret(byte[] bytes, byte[]? previous, string? madeIn)
    {
        Bytes = bytes;
        Previous = previous;
        MadeIn = madeIn;
    }

    /// <summary>At least <see cref="PseudonymKeys.MinRootSecretBytes"/> bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>The one before it: nothing new rests on it, what rests on it is accepted. Null: there is none.</summary>
    public byte[]? Previous { get; }

    /// <summary>In Development: the file that it was made for, because none was set.</summary>
    public string? MadeIn { get; }

    /// <summary>Reads the secret from the settings; in Development one is made, once, in the state directory.</summary>
    /// <exception cref="StartRefusedException">There is none, or it cannot be read.</exception>
    public static RootSecret Read(GatewayOptions options, bool isDevelopment)
    {
        var previous = Read(options.PreviousRootSecret, options.PreviousRootSecretFile, nameof(GatewayOptions.PreviousRootSecretFile));
        if (Read(options.RootSecret, options.RootSecretFile, nameof(GatewayOptions.RootSecretFile)) is { } bytes)
        {
            return new RootSecret(bytes, previous, madeIn: null);
        }

        if (!isDevelopment)
        {
            throw new StartRefusedException(
                "There is no root secret. Outside Development the gateway starts only with a persistent one: set Gateway:RootSecretFile "
                + "(Gateway__RootSecretFile) to a file with at least 32 random bytes in base64 (openssl rand -base64 32), the same on every node.");
        }

        var file = Path.Combine(Path.GetFullPath(options.StateDirectory), "development-root-secret");
        return new RootSecret(Make(file), previous, file);
    }

    private static byte[]? Read(string? text, string? file, string setting)
    {
        return SecretFile.Read(text, file, setting) is not { } secret ? null : RootSecretAttribute.TryDecode(secret) ?? throw new StartRefusedException(new RootSecretAttribute().FormatErrorMessage("The root secret"));
    }

    private static byte[] Make(string file)
    {
        try
        {
            StateDirectory.Create(Path.GetDirectoryName(file)!);
            if (!File.Exists(file))
            {
                using var stream = StateDirectory.OpenFile(file, FileMode.CreateNew, FileShare.None);
                stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(PseudonymKeys.MinRootSecretBytes))));
                stream.Flush(flushToDisk: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The root secret for development cannot be written to {file} ({e.GetType().Name}).");
        }

        return Read(text: null, file, nameof(GatewayOptions.RootSecretFile))!;
    }
}
