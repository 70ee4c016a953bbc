using System.Buffers.Binary;
using System.Text;

namespace RedactingGateway.Core.Detection.Words;

/// <summary>
/// The words that give a text its context, in all languages at once, frozen at first use. A word is found by its first four bytes:
/// a bitmap of 8 KiB, which stays in the first-level cache, answers for almost all words of a text that they are not in here.
/// </summary>
internal sealed class WordTable
{
    /// <summary>Bits of the index of the bitmap and of the chains: 65,536 and 4,096 places for some 800 words.</summary>
    private const int BitmapBits = 16;
    private const int ChainBits = 12;

    /// <summary>2^32 divided by the golden ratio: spreads keys over the upper bits (Knuth, TAOCP 3, section 6.4).</summary>
    private const uint Multiplier = 0x9E3779B1;

    /// <summary>Shorter words are looked up where a value is expected and never start a search.</summary>
    private const int MinTriggerBytes = 3;

    private const uint Fold = 0x20202020;
    private const uint ThreeBytes = 0x00FFFFFF;

    private const int BitmapWords = 1 << (BitmapBits - 6);

    private readonly ulong[] _bitmap = new ulong[BitmapWords];
    private readonly short[] _heads = new short[1 << ChainBits];
    private readonly short[] _next;
    private readonly WordEntry[] _entries;
    private readonly WordEntry[] _short;

    private WordTable(IEnumerable<WordEntry> words)
    {
        // Longest first in a chain is last in here: each is put before those that are there.
        WordEntry[] sorted = [.. words.OrderBy(word => word.Bytes.Length)];
        _short = [.. sorted.Where(word => word.Bytes.Length < MinTriggerBytes)];
        _entries = sorted[_short.Length..];
        _next = new short[_entries.Length];
        Array.Fill(_heads, (short)-1);
        for (short i = 0; i < _entries.Length; i++)
        {
            byte[] word = _entries[i].Bytes;
            uint key = Key(word, 0);
            ref short head = ref _heads[ChainOf(key)];
            _next[i] = head;
            head = i;
            if (_entries[i].Is(WordRoles.Triggers))
            {
                MarkStart(_entries[i], key);
            }
        }
    }

    /// <summary>The table of <c>Data/words.tsv</c> and <c>Data/keys.tsv</c>.</summary>
    public static WordTable Shipped { get; } = new(Merge(Read("words.tsv").Concat(Read("keys.tsv"))));

    /// <summary>Number of words.</summary>
    public int Count => _entries.Length + _short.Length;

    /// <summary>The cheap test of the first four bytes: false means that no word of the table starts here.</summary>
    public bool MayStart(ReadOnlySpan<byte> text, int start)
    {
        uint index = (Key(text, start) * Multiplier) >> (32 - BitmapBits);
        ulong[] bitmap = _bitmap;
        return ((bitmap[(int)(index >> 6) & (BitmapWords - 1)] >> (int)(index & 63)) & 1) != 0;
    }

    /// <summary>The longest word that stands at the offset; null for none.</summary>
    public WordEntry? Match(ReadOnlySpan<byte> text, int start)
    {
        for (int i = _heads[ChainOf(Key(text, start))]; i >= 0; i = _next[i])
        {
            if (_entries[i].Matches(text, start))
            {
                return _entries[i];
            }
        }

        return null;
    }

    /// <summary>The longest word with one of the roles at the offset; null for none.</summary>
    public WordEntry? Match(ReadOnlySpan<byte> text, int start, WordRoles roles)
    {
        if (start >= text.Length)
        {
            return null;
        }

        for (int i = _heads[ChainOf(Key(text, start))]; i >= 0; i = _next[i])
        {
            if (_entries[i].Is(roles) && _entries[i].Matches(text, start))
            {
                return _entries[i];
            }
        }

        foreach (WordEntry word in _short)
        {
            if (word.Is(roles) && word.Matches(text, start))
            {
                return word;
            }
        }

        return null;
    }

    private static uint Key(ReadOnlySpan<byte> text, int start)
    {
        if (text.Length - start >= sizeof(uint))
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(text[start..]) | Fold;
        }

        uint key = 0;
        for (int i = text.Length - 1; i >= start; i--)
        {
            key = (key << 8) | text[i];
        }

        return key | Fold;
    }

    private static int ChainOf(uint key) => (int)(((key & ThreeBytes) * Multiplier) >> (32 - ChainBits));

    /// <summary>Marks the first four bytes of a word; one of three bytes is followed by anything that is not of the word.</summary>
    private void MarkStart(WordEntry word, uint key)
    {
        if (word.Bytes.Length > MinTriggerBytes)
        {
            Mark(key);
            return;
        }

        bool goesOn = word.IsPrefix || !TokenBoundary.IsLetter(word.Bytes[^1]);
        for (int last = 0; last <= byte.MaxValue; last++)
        {
            if (goesOn || !TokenBoundary.IsLetter((byte)last) || (last & 0x20) == 0)
            {
                Mark((key & ThreeBytes) | ((uint)last << 24));
            }
        }
    }

    private void Mark(uint key)
    {
        uint index = ((key | Fold) * Multiplier) >> (32 - BitmapBits);
        _bitmap[index >> 6] |= 1UL << (int)(index & 63);
    }

    private static IEnumerable<WordEntry> Merge(IEnumerable<WordEntry> words) => words
        .GroupBy(word => Convert.ToHexString(word.Bytes))
        .Select(same => same.Aggregate((left, right) => left with { Roles = left.Roles | right.Roles }));

    /// <summary>Lines of role, note (a language, or the fewest bytes that follow), words separated by a comma and a space.</summary>
    private static IEnumerable<WordEntry> Read(string file)
    {
        foreach (string line in DataFile.Lines(file))
        {
            string[] cells = line.Split('\t');
            WordRoles role = Enum.Parse<WordRoles>(cells[0]);
            int minRest = role == WordRoles.VendorKey ? int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
            foreach (string word in cells[2].Split(", "))
            {
                yield return new WordEntry(Encoding.UTF8.GetBytes(word), role, minRest);
            }
        }
    }
}
