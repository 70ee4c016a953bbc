using System.Text;

namespace RedactingGateway.Benchmarks;

/// <summary>Texts for the detectors, each of the same length, so that a mean is a throughput.</summary>
internal static class DetectorTexts
{
    /// <summary>64 KiB: beyond the first-level cache, within the second.</summary>
    public const int Length = 64 * 1024;

    private const string Prose =
        "Die Schuhe sitzen gut und halten auch bei Regen dicht, nur die Sohle ist etwas hart. Wir waren damit in den Bergen unterwegs "
        + "und hatten keine Blasen; die Farbe gefällt uns besser als auf dem Bild. The delivery was quick, the box was small and nothing was broken. "
        + "Would buy again, although the laces could be longer! Le produit correspond à la description, merci beaucoup. "
        + "El color es muy bonito y la talla es correcta: muy contento con la compra. ";

    /// <summary>Reviews in four languages: no digit, no at sign, no word that names a value.</summary>
    public static byte[] Clean { get; } = Fill([Encoding.UTF8.GetBytes(Prose)]);

    /// <summary>The corpus of texts without values: addresses of pages, identifiers, hashes, timestamps, prices, JSON; a digit in every fourth byte.</summary>
    public static byte[] Dense { get; } = Fill(Negatives());

    /// <summary>The same, with a value of a person every 4 KiB: as many as a field may have.</summary>
    public static byte[] DenseWithValues { get; } = WithValues(Dense);

    /// <summary>One text repeated.</summary>
    public static byte[] Repeat(string pattern) => Fill([Encoding.UTF8.GetBytes(pattern)]);

    private static IReadOnlyList<byte[]> Negatives() =>
    [
        .. File.ReadLines(Path.Combine(RecordedRequest.Root(), "tests", "corpora", "detection", "general.tsv"))
            .Select(line => Encoding.UTF8.GetBytes(line.Split('\t')[2].Replace("\\n", " ", StringComparison.Ordinal) + "\n")),
    ];

    private static byte[] Fill(IReadOnlyList<byte[]> parts)
    {
        byte[] text = new byte[Length];
        int position = 0;
        for (int i = 0; position < Length; i++)
        {
            ReadOnlySpan<byte> part = parts[i % parts.Count];
            part = part[..Math.Min(part.Length, Length - position)];
            part.CopyTo(text.AsSpan(position));
            position += part.Length;
        }

        return text;
    }

    private static byte[] WithValues(byte[] text)
    {
        string[] values =
        [
            " anna.ahorn@example.org ", " +49 171 1234567 ", " DE89 3704 0044 0532 0130 00 ", " 4111 1111 1111 1111 ", " geb. 24.12.1980 ", " Ahornweg 1a, 10115 Berlin ", " 203.0.113.77 ",
            " password=Sommer2026 ",
        ];
        byte[] result = [.. text];
        for (int i = 0; i < 15; i++)
        {
            Encoding.UTF8.GetBytes(values[i % values.Length]).CopyTo(result, (i * 4096) + 100);
        }

        return result;
    }
}
