using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.State.Salts;

/// <summary>Seals a salt for the node that asked: only who has the root secret reads it, and only as the answer to that request.</summary>
internal sealed class SaltSeal(byte[] rootSecret)
{
    private const int Length = Nonce + Tag + EpochSalts.Length;
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>Seals.</summary>
    public byte[] Seal(string request, ReadOnlySpan<byte> salt)
    {
        var bytes = new byte[Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, Nonce));
        using var cipher = Cipher(request);
        cipher.Encrypt(bytes.AsSpan(0, Nonce), salt, bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag), Encoding.UTF8.GetBytes(request));
        return bytes;
    }

    /// <summary>Opens; null where it was not sealed by this secret for this request.</summary>
    public byte[]? TryOpen(string request, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            return null;
        }

        try
        {
            var salt = new byte[EpochSalts.Length];
            using var cipher = Cipher(request);
            cipher.Decrypt(bytes[..Nonce], bytes[(Nonce + Tag)..], bytes.Slice(Nonce, Tag), salt, Encoding.UTF8.GetBytes(request));
            return salt;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private AesGcm Cipher(string request)
    {
        // A request carries 16 random bytes, so every request has a key of its own.
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, rootSecret, key, salt: Encoding.UTF8.GetBytes(request), info: "salt exchange 1"u8);
        var cipher = new AesGcm(key, Tag);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}
