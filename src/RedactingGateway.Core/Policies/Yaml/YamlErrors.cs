using RedactingGateway.Core.Diagnostics;
using YamlDotNet.Core;

namespace RedactingGateway.Core.Policies.Yaml;

/// <summary>Says in the author's words why a text is not YAML.</summary>
internal static class YamlErrors
{
    public static void Report(string file, string text, YamlException exception, DiagnosticBag diagnostics)
    {
        var lines = text.Split('\n');
        var at = (int)Math.Clamp(exception.Start.Line, 1, lines.Length);

        // The parser names the token before or behind the tab, so a neighbouring line may be the guilty one.
        for (var line = Math.Max(1, at - 1); line <= Math.Min(lines.Length, at + 1); line++)
        {
            var indentation = lines[line - 1].Length - lines[line - 1].TrimStart().Length;
            var tab = lines[line - 1].IndexOf('\t', 0, indentation);
            if (tab >= 0 && indentation < lines[line - 1].TrimEnd().Length)
            {
                var span = new SourceSpan(file, line, tab + 1, line, tab + 2);
                diagnostics.Report(DiagnosticIds.TabIndentation, span, "a tab stands in the indentation; YAML indents with spaces only");
                return;
            }
        }

        var start = new SourceSpan(file, at, (int)Math.Max(1, exception.Start.Column), (int)Math.Max(at, exception.End.Line), (int)Math.Max(1, exception.End.Column));
        diagnostics.Report(DiagnosticIds.NotYaml, start, $"the file is not YAML: {Explain(exception.Message)}");
    }

    // The parser's own words name its inner state; these are the mistakes that people make.
    private static string Explain(string message) => message switch
    {
        _ when message.Contains("did not find expected <document start>", StringComparison.OrdinalIgnoreCase) => "a value ends before its line does; quote texts with ': ', '#', '{' or '['",
        _ when message.Contains("Mapping values are not allowed", StringComparison.OrdinalIgnoreCase) || message.Contains("invalid mapping", StringComparison.OrdinalIgnoreCase) => "a second ': ' in one line; quote texts with ': ' in them",
        _ when message.Contains("cannot start any token", StringComparison.OrdinalIgnoreCase) => "a character that no value may begin with; quote the text",
        _ when message.Contains("expected key", StringComparison.OrdinalIgnoreCase) => "the indentation does not match the lines above",
        _ when message.Contains("simple key", StringComparison.OrdinalIgnoreCase) => "a key without ':', or the indentation does not match the lines above",
        _ when message.Contains("flow", StringComparison.OrdinalIgnoreCase) => "a ',' or a closing bracket is missing",
        _ when message.Contains("quoted scalar", StringComparison.OrdinalIgnoreCase) => "a quoted text is not closed, or has an unknown escape",
        _ => "the text cannot be read from here on",
    };
}
