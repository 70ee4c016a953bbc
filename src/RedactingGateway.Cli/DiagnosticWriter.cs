using System.Text.Json;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Cli;

/// <summary>How diagnostics are written.</summary>
internal enum DiagnosticFormat
{
    /// <summary>One line each, for people and editors.</summary>
    Text,

    /// <summary>One JSON array.</summary>
    Json,

    /// <summary>GitHub Actions workflow commands: annotations on a pull request.</summary>
    Github,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,
}

/// <summary>Writes diagnostics for people, machines and pull requests.</summary>
internal static class DiagnosticWriter
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(TextWriter output, IReadOnlyCollection<Diagnostic> diagnostics, DiagnosticFormat format)
    {
        if (format == DiagnosticFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(diagnostics.Select(ToRecord), Indented));
            return;
        }

        if (format == DiagnosticFormat.Sarif)
        {
            output.WriteLine(JsonSerializer.Serialize(SarifLog.Of(diagnostics), SarifLog.Json));
            return;
        }

        foreach (var diagnostic in diagnostics)
        {
            output.WriteLine(format == DiagnosticFormat.Github ? ToAnnotation(diagnostic) : diagnostic.ToString());
        }
    }

    private static object ToRecord(Diagnostic d) => new
    {
        d.Id,
        Severity = d.Severity.ToString().ToLowerInvariant(),
        d.Message,
        d.Suggestion,
        d.Span.File,
        d.Span.Line,
        d.Span.Column,
        d.Span.EndLine,
        d.Span.EndColumn,
    };

    // https://docs.github.com/actions/reference/workflow-commands-for-github-actions, "Setting an error message".
    private static string ToAnnotation(Diagnostic d)
    {
        var command = d.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
        var message = Escape(d.Message + (d.Suggestion is null ? "" : $"; did you mean '{d.Suggestion}'?"));
        return $"::{command} file={d.Span.File},line={d.Span.Line},col={d.Span.Column},endLine={d.Span.EndLine},endColumn={d.Span.EndColumn},title={d.Id}::{message}";
    }

    private static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
