using System.Text;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>Writes LZ-String's base64 form as plainly as the format allows: every character is announced anew.</summary>
internal static class LzStringWriter
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static string Write(string text)
    {
        List<bool> bits = [];
        var phrases = new Dictionary<string, int>(StringComparer.Ordinal);
        HashSet<string> fresh = new(StringComparer.Ordinal);
        var (width, left, next, word) = (2, 2, 3, "");
        foreach (var unit in text.Select(unit => unit.ToString()))
        {
            if (phrases.TryAdd(unit, next))
            {
                next++;
                fresh.Add(unit);
            }

            if (phrases.ContainsKey(word + unit))
            {
                word += unit;
                continue;
            }

            Put();
            phrases[word + unit] = next++;
            word = unit;
        }

        if (word.Length > 0)
        {
            Put();
        }

        Add(2, width);
        return ToBase64(bits);

        void Put()
        {
            if (fresh.Remove(word))
            {
                Add(word[0] < 256 ? 0 : 1, width);
                Add(word[0], word[0] < 256 ? 8 : 16);
                Widen();
            }
            else
            {
                Add(phrases[word], width);
            }

            Widen();
        }

        void Widen()
        {
            if (--left == 0)
            {
                left = 1 << width++;
            }
        }

        void Add(int value, int count)
        {
            for (var bit = 0; bit < count; bit++)
            {
                bits.Add(((value >> bit) & 1) == 1);
            }
        }
    }

    private static string ToBase64(List<bool> bits)
    {
        var text = new StringBuilder();
        for (var at = 0; at <= bits.Count; at += 6)
        {
            text.Append(Alphabet[Enumerable.Range(at, 6).Aggregate(0, (value, bit) => (value << 1) | (bit < bits.Count && bits[bit] ? 1 : 0))]);
        }

        return text.Append('=', -text.Length & 3).ToString();
    }
}
