using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>The unkeyed hashes that vendors match people by.</summary>
internal static class Digests
{
    [SuppressMessage("Security", "CA5350", Justification = "Looks for weak hashes, protects nothing with them.")]
    [SuppressMessage("Security", "CA5351", Justification = "Looks for weak hashes, protects nothing with them.")]
    public static IEnumerable<(string Algorithm, byte[] Hash)> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [("SHA-256", SHA256.HashData(bytes)), ("SHA-1", SHA1.HashData(bytes)), ("MD5", MD5.HashData(bytes))];
    }
}
