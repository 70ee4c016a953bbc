using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace RedactingGateway.Core.Protocols;

/// <summary>A frozen table from UTF-8 names to values, asked with spans and without allocation.</summary>
/// <typeparam name="T">What a name leads to.</typeparam>
/// <remarks>
/// Open addressing over a table at most half full. The keys are the dictionary's, so no client can choose names that
/// collide: an unknown name costs a hash and, mostly, one look.
/// </remarks>
public sealed class Utf8NameTable<T>
    where T : class
{
    private readonly Entry[] _entries;
    private readonly int _mask;

    /// <summary>Freezes <paramref name="items"/>; names are compared byte for byte.</summary>
    /// <param name="items">Distinct names with their values.</param>
    public Utf8NameTable(IReadOnlyCollection<KeyValuePair<string, T>> items)
    {
        Count = items.Count;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, Count * 2));
        _entries = new Entry[size];
        _mask = size - 1;
        foreach (var (name, value) in items)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            var at = Hash(bytes) & _mask;
            while (_entries[at].Name is { } taken)
            {
                if (taken.AsSpan().SequenceEqual(bytes))
                {
                    throw new ArgumentException($"The name '{name}' stands twice.", nameof(items));
                }

                at = (at + 1) & _mask;
            }

            _entries[at] = new Entry(bytes, value);
        }
    }

    private Utf8NameTable(int count, Entry[] entries)
    {
        Count = count;
        _entries = entries;
        _mask = entries.Length - 1;
    }

    /// <summary>The table without names.</summary>
    public static Utf8NameTable<T> Empty { get; } = new([]);

    /// <summary>Number of names.</summary>
    public int Count { get; }

    /// <summary>The same names, with other values: they are placed once, however many tables have them.</summary>
    public Utf8NameTable<TOther> Select<TOther>(Func<T, TOther> selector)
        where TOther : class
    {
        if (Count == 0)
        {
            return Utf8NameTable<TOther>.Empty;
        }

        var entries = new Utf8NameTable<TOther>.Entry[_entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            if (_entries[i].Name is { } name)
            {
                entries[i] = new(name, selector(_entries[i].Value!));
            }
        }

        return new(Count, entries);
    }

    /// <summary>Looks <paramref name="name"/> up.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, [NotNullWhen(true)] out T? value)
    {
        for (var at = Hash(name) & _mask; _entries[at].Name is { } candidate; at = (at + 1) & _mask)
        {
            if (name.SequenceEqual(candidate))
            {
                value = _entries[at].Value!;
                return true;
            }
        }

        value = null;
        return false;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        // First and last bytes, eight, four or all of them, and the length tell dictionary names apart; equality is checked anyway.
        var hash = (ulong)name.Length * 0x9E3779B97F4A7C15;
        if (name.Length >= sizeof(ulong))
        {
            hash ^= BinaryPrimitives.ReadUInt64LittleEndian(name);
            hash = (hash * 0xBF58476D1CE4E5B9) ^ BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]);
        }
        else if (name.Length >= sizeof(uint))
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^sizeof(uint)..]) << 32);
        }
        else if (name.Length > 0)
        {
            hash ^= name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16);
        }

        hash *= 0x94D049BB133111EB;
        return (int)(hash >> 33);
    }

    private readonly record struct Entry(byte[]? Name, T? Value);
}
