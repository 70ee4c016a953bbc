using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Cli;

/// <summary>Diagnostics as OASIS SARIF 2.1.0, with as much as code scanning asks for.</summary>
/// <param name="Schema">Address of the format's schema.</param>
/// <param name="Version">Version of the format.</param>
/// <param name="Runs">The one run.</param>
internal sealed record SarifLog([property: JsonPropertyName("$schema")] string Schema, string Version, ImmutableArray<SarifRun> Runs)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SarifLog Of(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        ImmutableArray<SarifRule> rules = [.. diagnostics.Select(d => d.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => new SarifRule(id, $"rules/{id}.md"))];
        return new SarifLog(
            "https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", [new SarifRun(new SarifTool(new SarifDriver("redacting-gateway", rules)), "utf16CodeUnits", [.. diagnostics.Select(SarifResult.Of)])]);
    }
}

/// <summary>One run of the tool.</summary>
internal sealed record SarifRun(SarifTool Tool, string ColumnKind, ImmutableArray<SarifResult> Results);

/// <summary>The tool.</summary>
internal sealed record SarifTool(SarifDriver Driver);

/// <summary>Its name and its rules.</summary>
internal sealed record SarifDriver(string Name, ImmutableArray<SarifRule> Rules);

/// <summary>A rule and its page.</summary>
internal sealed record SarifRule(string Id, string HelpUri);

/// <summary>A text.</summary>
internal sealed record SarifMessage(string Text);

/// <summary>A diagnostic.</summary>
internal sealed record SarifResult(string RuleId, string Level, SarifMessage Message, ImmutableArray<SarifLocation> Locations)
{
    public static SarifResult Of(Diagnostic d) => new(
        d.Id,
        d.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" },
        new SarifMessage(d.Message + (d.Suggestion is null ? "" : $"; did you mean '{d.Suggestion}'?")),
        [new SarifLocation(new SarifPlace(new SarifArtifact(d.Span.File), d.Span.Line == 0 ? null : new SarifRegion(d.Span.Line, d.Span.Column, d.Span.EndLine, d.Span.EndColumn)))]);
}

/// <summary>Where it is.</summary>
internal sealed record SarifLocation(SarifPlace PhysicalLocation);

/// <summary>File and stretch of it.</summary>
internal sealed record SarifPlace(SarifArtifact ArtifactLocation, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SarifRegion? Region);

/// <summary>File.</summary>
internal sealed record SarifArtifact(string Uri);

/// <summary>Stretch of a file.</summary>
internal sealed record SarifRegion(int StartLine, int StartColumn, int EndLine, int EndColumn);
