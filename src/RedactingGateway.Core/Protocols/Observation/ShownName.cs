using System.Text;
using System.Text.RegularExpressions;

namespace RedactingGateway.Core.Protocols.Observation;

/// <summary>A name that a client wrote, as operators may see it: none that is somebody's or something else than a name.</summary>
public static partial class ShownName
{
    // 40 characters: vendors' longest parameter names have 32; texts are longer.
    private const int MaxLength = 40;

    // 6 digits in a name: an id.
    private const int MaxDigits = 6;

    /// <summary>The name with <c>#</c> for each run of digits, or null: it is not shown.</summary>
    public static string? Of(string name) =>
        name.Length is > 0 and <= MaxLength
        && Identifier.IsMatch(name)
        && name.Count(char.IsAsciiDigit) < MaxDigits
        && !Hexadecimal.IsMatch(name)
        && ObservedShape.FoundIn(Encoding.UTF8.GetBytes(name)) is null
            ? Digits.Replace(name, "#")
            : null;

    // Vendors' own: cid, ep.value, fb_dynamic, $set, up:role, data[user]. White space, @, +, % and non-ASCII make texts of it.
    [GeneratedRegex(@"\A[A-Za-z_$][A-Za-z0-9_$:.\-\[\]]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier { get; }

    // A hash or id without a single digit is rare: eight characters a-f with one digit among them.
    [GeneratedRegex(@"(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{8,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hexadecimal { get; }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits { get; }
}
