using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Protocols.Observation;

/// <summary>Says what a value looks like, and what is in it, without saying the value.</summary>
internal static partial class ObservedShape
{
    // Names of fields come from clients too; one that is longer, or holds a find, is not repeated.
    private const int MaxNameBytes = 60;

    public static string Of(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return "empty";
        }

        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, ValueSpace.MaxBytes)]);
        return text switch
        {
            "true" or "false" => "boolean",
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => Seconds.IsMatch(text) ? "integer (time?)" : "integer",
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "number",
            _ when Guid.TryParse(text, out _) => "uuid",
            _ when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _) => "date or time",
            _ when text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) => "url",
            _ when Hex.IsMatch(text) => "hexadecimal",
            _ when Word.IsMatch(text) => "word or id",
            _ => string.Create(CultureInfo.InvariantCulture, $"text, {value.Length} bytes"),
        };
    }

    public static string? FoundIn(ReadOnlySpan<byte> value)
    {
        Span<DetectorHit> hits = stackalloc DetectorHit[ContentNet.MaxHits];
        var count = ContentNet.Find(value, hits);
        var kinds = 0;
        foreach (var hit in hits[..Math.Max(count, 0)])
        {
            kinds |= 1 << (int)hit.Kind;
        }

        return count < 0 ? "too many" : DetectorNames.Describe(kinds);
    }

    /// <summary>The name, with <c>#</c> for long numbers; <c>*</c> where it holds a find or is no name.</summary>
    public static string Name(ReadOnlySpan<byte> name) =>
        name.Length > MaxNameBytes || FoundIn(name) is not null ? "*" : LongNumber.Replace(Encoding.UTF8.GetString(name), m => new string('#', m.Length));

    [GeneratedRegex(@"\A1[0-9]{9}([0-9]{3})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seconds { get; }

    [GeneratedRegex(@"\A[0-9a-fA-F]{16,}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hex { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9_.:-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word { get; }

    [GeneratedRegex("[0-9]{4,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber { get; }
}
