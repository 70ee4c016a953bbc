using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>What a text is made of, so that it can be changed inside and written again.</summary>
internal enum TextKind
{
    Leaf,
    Json,
    Lines,
    Form,
    Address,
    Base64,
    LzString,
}

/// <summary>Recognises the layers of the recordings and undoes and redoes the codings among them.</summary>
internal static partial class TextLayers
{
    public static TextKind KindOf(string text) => text switch
    {
        ['{' or '[', ..] when ParseJson(text) is not null => TextKind.Json,
        ['{', ..] when text.Contains('\n', StringComparison.Ordinal) => TextKind.Lines,
        _ when Form().IsMatch(text) => text.Contains('\n', StringComparison.Ordinal) ? TextKind.Lines : TextKind.Form,
        _ when Address().IsMatch(text) => TextKind.Address,
        ['e' or 'W', _, _, _, ..] when DecodeBase64(text) is ['{' or '[', ..] => TextKind.Base64,
        ['N', '4', 'I', 'g', ..] when LzString.Decode(text) is not null => TextKind.LzString,
        _ => TextKind.Leaf,
    };

    public static JsonNode? ParseJson(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return null;
        }
    }

    public static string DecodeBase64(string text)
    {
        var standard = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[standard.Length];
        return standard.Length % 4 != 1 && Convert.TryFromBase64String(standard + new string('=', -standard.Length & 3), bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : "";
    }

    /// <summary>In the alphabet and with the padding of the original.</summary>
    public static string EncodeBase64(string text, string original)
    {
        var encoded = Nesting.Base64(text);
        return original.EndsWith('=') || original.Contains('+', StringComparison.Ordinal) || original.Contains('/', StringComparison.Ordinal)
            ? encoded
            : encoded.TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    [GeneratedRegex(@"^\??[A-Za-z_$][^\s=&<>""{}:/?#]*=[^&\n]*(?:\r?[&\n].*)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?:https?:/)?/[^\s?]*\?[^\s]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
