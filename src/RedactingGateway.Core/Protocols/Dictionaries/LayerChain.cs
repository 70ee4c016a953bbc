using System.Collections.Immutable;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads <c>as:</c>: encodings from the outside in, alternatives with <c>|</c> between them.</summary>
internal static class LayerChain
{
    private static readonly OrderedDictionary<string, Codec> Words = new(StringComparer.Ordinal)
    {
        ["json"] = Codec.Json,
        ["form"] = Codec.Form,
        ["query"] = Codec.Query,
        ["packed(.)"] = Codec.PackedByDot,
        ["packed(2)"] = Codec.PackedByTwo,
        ["base64"] = Codec.Base64,
        ["base64url"] = Codec.Base64Url,
        ["gzip"] = Codec.Gzip,
        ["zlib"] = Codec.Zlib,
        ["br"] = Codec.Brotli,
        ["zstd"] = Codec.Zstd,
        ["lzString"] = Codec.LzString,
        ["percent"] = Codec.Percent,
        ["lines(form)"] = Codec.FormLines,
        ["lines(json)"] = Codec.JsonLines,
        ["envelope"] = Codec.Envelope,
        ["multipart"] = Codec.Multipart,
    };

    /// <summary>Whether addresses can go on inside; structures stand last in a chain.</summary>
    public static bool IsStructure(Codec codec) => codec <= Codec.Multipart;

    /// <summary>Whether only a body can be of this structure.</summary>
    private static bool IsOfBodies(Codec codec) => codec is Codec.FormLines or Codec.JsonLines or Codec.Envelope or Codec.Multipart;

    /// <summary>The format of a field's value; its alternatives end in one structure, because its parts have one address.</summary>
    public static bool TryParseField(string text, out LayerFormat format, out string error)
    {
        if (!TryParse(text, out format, out error))
        {
            return false;
        }

        var structure = format.Alternatives[0][^1];
        if (format.Alternatives.Any(c => IsOfBodies(c[^1])))
        {
            error = "lines, envelope and multipart are possible for bodies only";
        }
        else if (format.Alternatives.Any(c => c[^1] != structure))
        {
            error = "all alternatives of a field end in the same structure, so that its parts have one address";
        }

        return error.Length == 0;
    }

    /// <summary>The format of a body.</summary>
    public static bool TryParseBody(string text, out LayerFormat format, out string error)
    {
        if (!TryParse(text, out format, out error))
        {
            return false;
        }

        if (format.Alternatives.Any(c => c[^1] is Codec.Query or Codec.PackedByDot or Codec.PackedByTwo))
        {
            error = "query and packed are possible for fields only";
        }
        else if (format.Alternatives.Count(c => c[^1] is Codec.FormLines or Codec.JsonLines or Codec.Envelope) > 1)
        {
            error = "a body has one structure of lines: lines(form), lines(json) or envelope";
        }
        else if (format.Alternatives.Any(c => c is [_, .., Codec.Multipart]))
        {
            error = "multipart stands alone: its delimiter is in the Content-Type of the body itself";
        }

        return error.Length == 0;
    }

    private static bool TryParse(string text, out LayerFormat format, out string error)
    {
        format = LayerFormat.None;
        error = "";
        var chains = ImmutableArray.CreateBuilder<ImmutableArray<Codec>>();
        foreach (var alternative in text.Split('|', StringSplitOptions.TrimEntries))
        {
            if (!TryParseChain(alternative, out var chain, out error))
            {
                return false;
            }

            chains.Add(chain);
        }

        // One that begins like JSON, one with each magic number, one by Content-Type, and one for everything else.
        if (chains.GroupBy(c => Sign(c[0])).Any(g => g.Count() > 1))
        {
            error = "these alternatives cannot be told apart: at most one begins with json (or lines(json), envelope), gzip, zlib, multipart, and one with anything else";
            return false;
        }

        format = new LayerFormat(chains.ToImmutable());
        return true;
    }

    private static string Sign(Codec first) => first switch
    {
        Codec.Json or Codec.JsonLines or Codec.Envelope => "json",
        Codec.Gzip or Codec.Zlib or Codec.Multipart => first.ToString(),
        _ => "other",
    };

    private static bool TryParseChain(string text, out ImmutableArray<Codec> chain, out string error)
    {
        var codecs = ImmutableArray.CreateBuilder<Codec>();
        chain = [];
        foreach (var word in text.Split('>', StringSplitOptions.TrimEntries))
        {
            if (!Words.TryGetValue(word, out var codec))
            {
                error = $"'{word}' is no encoding; possible: {string.Join(", ", Words.Keys)}";
                return false;
            }

            if (codecs.Count > 0 && IsStructure(codecs[^1]))
            {
                error = $"'{NameOf(codecs[^1])}' stands last: what lies inside its parts is declared at the parts";
                return false;
            }

            codecs.Add(codec);
        }

        if (!IsStructure(codecs[^1]))
        {
            error = "the chain must end in json, form, query or packed, for bodies also lines, envelope or multipart: only then has the value parts";
            return false;
        }

        chain = codecs.ToImmutable();
        error = "";
        return true;
    }

    private static string NameOf(Codec codec) => Words.First(w => w.Value == codec).Key;
}
