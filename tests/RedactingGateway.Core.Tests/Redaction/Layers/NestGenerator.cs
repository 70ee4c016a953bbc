using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>Random nestings out of a sequence of choices, so that a case can be made smaller and repeated.</summary>
internal sealed class NestGenerator(int[] choices)
{
    private static readonly Codec[] Codings =
        [Codec.Base64, Codec.Base64Url, Codec.Gzip, Codec.Zlib, Codec.Brotli, Codec.Zstd, Codec.LzString, Codec.Percent];

    private static readonly Codec[] Bodies = [Codec.Json, Codec.Form, Codec.FormLines, Codec.JsonLines, Codec.Envelope, Codec.Multipart];

    private static readonly Codec[] Values = [Codec.Json, Codec.Form, Codec.Query, Codec.PackedByDot, Codec.PackedByTwo];

    private static readonly string[] Texts =
        ["plain", "", "a b+c", "ä€ 日本 🙂", "1.50", "a=1&b=2", "q\"uo\\te", "x%41y", "line\nline", "{\"a\":1", "[]", "~.~", "null", "true"];

    private int _at;

    /// <summary>A body with <paramref name="depth"/> layers at most below it; exactly one leaf is denied where <paramref name="denyOne"/>.</summary>
    public Nest Body(int depth, bool denyOne)
    {
        var structure = Pick(Bodies);
        var body = Nest.Of("body", [structure], Parts(structure, depth));
        if (denyOne)
        {
            // Not the first of a structure: it keeps what is around it from becoming empty.
            var leaves = body.Leaves.Where(leaf => !leaf.Name.StartsWith('k')).ToList();
            Pick(leaves).IsDenied = true;
        }

        return body;
    }

    private List<Nest> Parts(Codec structure, int depth)
    {
        List<Nest> parts = [Nest.Leaf(NewName('k', 0), Text(structure))];
        for (var count = 1 + Next(3); count > 0; count--)
        {
            // An envelope's header and its payload, and every line of a batch, keep a leaf of their own too.
            if (structure is Codec.Envelope or Codec.FormLines or Codec.JsonLines)
            {
                parts.Add(Nest.Leaf(NewName('k', parts.Count), Text(structure)));
            }

            var isFlat = structure is Codec.PackedByDot or Codec.PackedByTwo;
            parts.Add(depth > 0 && !isFlat && Next(4) > 0 ? Value(NewName('n', parts.Count), structure, depth) : Nest.Leaf(NewName('d', parts.Count), Text(structure)));
        }

        if (structure is Codec.FormLines or Codec.JsonLines)
        {
            parts.RemoveAt(0);
        }

        return parts;
    }

    private Nest Value(string name, Codec outer, int depth)
    {
        var structure = Pick(Values);
        depth--;
        List<Codec> chain = [structure];
        var isText = true;
        while (depth > 1 && Next(3) > 0)
        {
            var coding = Pick(Codings);
            if (coding == Codec.LzString && !isText)
            {
                continue;
            }

            chain.Insert(0, coding);
            isText = !NestCoding.IsCompression(coding);
            depth--;
        }

        // Only a form's escapes can hold any byte.
        if (!isText && outer is not (Codec.Form or Codec.Query or Codec.FormLines))
        {
            chain.Insert(0, Codec.Base64);
            depth--;
        }

        return Nest.Of(name, [.. chain], Parts(structure, depth));
    }

    // Two letters, because one of the formats knows no other names.
    private static string NewName(char kind, int number) => $"{kind}{(char)('a' + number)}";

    private string Text(Codec structure)
    {
        var text = Pick(Texts);
        return structure switch
        {
            // No escapes there.
            Codec.PackedByDot or Codec.PackedByTwo => text.Replace('~', '-'),
            Codec.Multipart => text.Replace('\n', ' '),
            _ => text,
        };
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    private int Next(int count) => _at < choices.Length ? choices[_at++] % count : 0;
}
