using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>Conformance data of html5lib-tests, where it lies beside the checkout (<c>../shared/html5lib</c>). It is never copied.</summary>
internal static partial class Html5LibData
{
    private static readonly string? Folder = Find();

    /// <summary>The folder; the test skips where it is not there.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Folder is null, "no ../shared/html5lib beside the checkout: the html5lib data is not here");
        return Folder!;
    }

    /// <summary>Every tokenizer case: file, description, input, and the element itself.</summary>
    public static IEnumerable<(string Input, JsonElement Case)> TokenizerCases()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Require(), "tokenizer"), "*.test").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var tests = document.RootElement.TryGetProperty("tests", out var plain) ? plain : document.RootElement.GetProperty("xmlViolationTests");
            foreach (var test in tests.EnumerateArray())
            {
                yield return (Text(test, test.GetProperty("input").GetString()!), test.Clone());
            }
        }
    }

    /// <summary>A string of a case, unescaped once more where the case says so.</summary>
    public static string Text(JsonElement test, string text) =>
        test.TryGetProperty("doubleEscaped", out var escaped) && escaped.GetBoolean()
            ? Escape().Replace(text, m => ((char)Convert.ToInt32(m.Groups["code"].Value, 16)).ToString())
            : text;

    /// <summary>Pages and their encodings.</summary>
    public static IEnumerable<(byte[] Page, string Encoding)> Encodings()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Require(), "encoding"), "*.dat").Order(StringComparer.Ordinal))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            foreach (var part in text.Split("#data\n", StringSplitOptions.RemoveEmptyEntries))
            {
                var at = part.IndexOf("\n#encoding\n", StringComparison.Ordinal);
                yield return (Encoding.Latin1.GetBytes(part[..at]), part[(at + "\n#encoding\n".Length)..].Trim());
            }
        }
    }

    /// <summary>Everything that can be read as a page.</summary>
    public static IEnumerable<string> Pages() =>
        TokenizerCases().Select(test => Rewriting.Text(Encoding.UTF8.GetBytes(test.Input)))
            .Concat(Encodings().Select(test => Rewriting.Text(test.Page)))
            .Concat(Directory.EnumerateFiles(Path.Combine(Require(), "serializer"), "*.test").SelectMany(Serialized));

    private static IEnumerable<string> Serialized(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return [.. document.RootElement.GetProperty("tests").EnumerateArray()
            .SelectMany(test => test.GetProperty("expected").EnumerateArray())
            .Select(page => Rewriting.Text(Encoding.UTF8.GetBytes(page.GetString()!)))];
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RedactingGateway.sln")))
            {
                var found = Path.Combine(folder.FullName, "..", "shared", "html5lib");
                return Directory.Exists(found) ? found : null;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\\u(?<code>[0-9a-fA-F]{4})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
