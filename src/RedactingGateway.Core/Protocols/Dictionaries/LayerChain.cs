using System.Collections.Immutable;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads <c>as:</c>: encodings from the outside in.</summary>
internal static class LayerChain
{
    /// <summary>The chain of a field's value; it ends where addresses go on: in JSON or a form.</summary>
    public static bool TryParseField(string text, out ImmutableArray<Codec> chain, out string error)
    {
        if (!TryParse(text, out chain, out error))
        {
            return false;
        }

        if (chain[^1] is not (Codec.Json or Codec.Form))
        {
            error = chain[^1] == Codec.FormLines ? "lines(form) is possible for bodies only" : "the chain must end in json or form: only then has the value parts";
            return false;
        }

        return true;
    }

    /// <summary>The format of a body: a chain, or <c>multipart</c>, or <c>multipart | form</c>.</summary>
    public static bool TryParseBody(string text, out BodyFormat format, out string error)
    {
        format = BodyFormat.None;
        error = "";
        var alternatives = text.Split('|', StringSplitOptions.TrimEntries);
        var chains = alternatives.Where(a => a != "multipart").ToList();
        var hasMultipart = chains.Count < alternatives.Length;
        if (chains.Count > 1 || alternatives.Length - chains.Count > 1)
        {
            error = "a body has one format; only 'multipart | form' names two";
            return false;
        }

        if (chains is [var text1])
        {
            if (!TryParse(text1, out var chain, out error))
            {
                return false;
            }

            if (chain[^1] is not (Codec.Json or Codec.Form or Codec.FormLines) || (hasMultipart && chain is not [Codec.Form]))
            {
                error = hasMultipart ? "beside multipart only form is possible" : "the chain must end in json, form or lines(form)";
                return false;
            }

            format = new BodyFormat(chain, hasMultipart);
            return true;
        }

        format = new BodyFormat([], hasMultipart);
        return true;
    }

    private static bool TryParse(string text, out ImmutableArray<Codec> chain, out string error)
    {
        var codecs = ImmutableArray.CreateBuilder<Codec>();
        chain = [];
        foreach (var word in text.Split('>', StringSplitOptions.TrimEntries))
        {
            Codec? codec = word switch
            {
                "json" => Codec.Json,
                "form" => Codec.Form,
                "lines(form)" => Codec.FormLines,
                "base64" => Codec.Base64,
                "base64url" => Codec.Base64Url,
                "gzip" => Codec.Gzip,
                _ => null,
            };
            if (codec is null)
            {
                error = $"'{word}' is no encoding; possible: json, form, base64, base64url, gzip, for bodies also lines(form), multipart";
                return false;
            }

            if (codecs.Count > 0 && codecs[^1] is Codec.Json or Codec.Form or Codec.FormLines)
            {
                error = "json and form stand last: what lies inside their parts is declared at the parts";
                return false;
            }

            codecs.Add(codec.Value);
        }

        chain = codecs.ToImmutable();
        error = "";
        return true;
    }
}
