using System.Globalization;
using System.Text;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Demo.Texts;

namespace RedactingGateway.Demo.View;

/// <summary>Shows the files that decisions name: the demo's policy and the dictionaries, with line numbers.</summary>
internal static class RulesPage
{
    public const string Prefix = "/demo/rules/";

    /// <summary>Where the line can be read.</summary>
    public static string? AddressOf(SourceSpan rule) =>
        PathOf(rule.File) is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{rule.File}#L{rule.Line}");

    public static IResult Get(string file, HttpRequest request)
    {
        if (PathOf(file) is not { } path || !File.Exists(path))
        {
            return Results.NotFound();
        }

        var lines = new StringBuilder();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            lines.Append(CultureInfo.InvariantCulture, $"<li id=\"L{number}\" value=\"{number}\"><code>{Template.Encode(line)}</code></li>\n");
        }

        var words = Words.Of(request);
        return Results.Content(
            Template.Render("rules.html", words, new("language", words.Language), new("file", file), new("lines", lines.ToString())),
            "text/html; charset=utf-8");
    }

    // A closed set: the demo's own policy, and the dictionaries beside it.
    private static string? PathOf(string file)
    {
        var name = Path.GetFileName(file);
        return file == "policy/gateway.yaml" || file == $"config/protocols/{name}"
            ? Path.Combine(AppContext.BaseDirectory, Path.Combine(file.Split('/')))
            : null;
    }
}
