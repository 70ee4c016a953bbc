using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace RedactingGateway.Core.Protocols;

/// <summary>The closed set of values that a structural field may have.</summary>
public abstract class ValueSpace
{
    /// <summary>Longest value that is looked at, in bytes; a longer one is outside every space.</summary>
    public const int MaxBytes = 256;

    /// <summary>What is allowed, in words for diagnostics.</summary>
    public abstract string Description { get; }

    /// <summary>Whether values nobody listed lie in the space, so that something else could be spelled like one.</summary>
    public virtual bool HasRoom => false;

    /// <summary>Whether <paramref name="value"/> (decoded UTF-8) lies in the space.</summary>
    public abstract bool Contains(ReadOnlySpan<byte> value);

    /// <summary>One of the given values.</summary>
    public static ValueSpace OneOf(IEnumerable<string> values) => new ListSpace([.. values]);

    /// <summary>An optional minus sign and 1 to 12 decimal digits.</summary>
    public static ValueSpace Integer { get; } = new IntegerSpace();

    /// <summary>A regular expression, matched against the whole value in linear time.</summary>
    /// <exception cref="ArgumentException">The pattern is malformed or cannot be matched in linear time.</exception>
    /// <exception cref="NotSupportedException">The pattern uses a construct that needs backtracking.</exception>
    public static ValueSpace Matching(string pattern)
    {
        if (Patterns.TryGetValue(pattern, out var known))
        {
            return known;
        }

        // By itself first: "a)|(?:b" closes the brackets around the whole, and would then be anchored on one side only.
        _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        var space = new PatternSpace(pattern);
        if (Patterns.Count < MaxPatterns)
        {
            Patterns.TryAdd(pattern, space);
        }

        return space;
    }

    // Compiling an expression costs about as much as binding fifty fields, and dictionaries share many of them; reloading a
    // policy needs the same ones again. All shipped dictionaries together have some hundreds.
    private const int MaxPatterns = 4096;

    private static readonly ConcurrentDictionary<string, ValueSpace> Patterns = new(StringComparer.Ordinal);

    private sealed class ListSpace(string[] values) : ValueSpace
    {
        private readonly byte[][] _values = [.. values.Select(Encoding.UTF8.GetBytes)];

        public override string Description { get; } = string.Join(", ", values.Select(v => $"'{v}'"));

        public override bool Contains(ReadOnlySpan<byte> value)
        {
            foreach (var candidate in _values)
            {
                if (value.SequenceEqual(candidate))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private sealed class IntegerSpace : ValueSpace
    {
        // 12: shorter than any payment card number (13 to 19 digits, ISO/IEC 7812-1), so that none passes as a number.
        private const int MaxDigits = 12;

        public override string Description => "a whole number";

        public override bool Contains(ReadOnlySpan<byte> value)
        {
            var digits = value.StartsWith("-"u8) ? value[1..] : value;
            return digits.Length is > 0 and <= MaxDigits && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        }
    }

    private sealed class PatternSpace(string pattern) : ValueSpace
    {
        // NonBacktracking keeps hostile values linear. The groups are not needed, the whole value is.
        private readonly Regex _regex = new(
            $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

        public override string Description { get; } = $"a value like /{pattern}/";

        public override bool HasRoom => true;

        public override bool Contains(ReadOnlySpan<byte> value)
        {
            if (value.Length > MaxBytes)
            {
                return false;
            }

            Span<char> text = stackalloc char[MaxBytes];
            return Encoding.UTF8.TryGetChars(value, text, out var length) && _regex.IsMatch(text[..length]);
        }
    }
}
