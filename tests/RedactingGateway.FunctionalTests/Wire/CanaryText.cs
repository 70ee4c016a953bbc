using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>The characters in which a canary stands in its recording.</summary>
internal static partial class CanaryText
{
    public static string Of(Canary canary)
    {
        // "code" and "year" say what the value is, not how it is spelled.
        if (canary.Form is null or "code" or "year")
        {
            return canary.Value;
        }

        if (HashForm().Match(canary.Form) is not { Success: true } hashed)
        {
            return canary.Form;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(hashed.Groups["input"].Value));
        return hashed.Groups["base64url"].Success
            ? Convert.ToBase64String(hash).TrimEnd('=').Replace('+', '-').Replace('/', '_')
            : Convert.ToHexStringLower(hash);
    }

    [GeneratedRegex(@"^sha256(?<base64url>-base64url)?\((?<input>.*)\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex HashForm();
}
