using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>
/// Every scalar of the shipped policy, keys too, in several wrong forms: each gives a valid policy, or a diagnostic that points into the
/// mutated line; where a name is declared, at least one that uses it is told.
/// </summary>
public sealed class ScalarMutationTests
{
    private const string Policy = "gateway.yaml";

    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "config");

    private static readonly PolicyFiles Files = new(
        [.. PolicyFiles.Read(Shipped, Shipped, new DiagnosticBag()).Files.Select(f => f with { IsShipped = f.Name != Policy })]);

    private static readonly string Text = Files.Policy!.Text;

    // One of these each, in turn, besides a word that nothing knows.
    private static readonly ImmutableArray<string> Mutations =
    [
        "''", "0", "-1", "[]", "{}", "~", "true", "${NOWHERE}", "user", "'a b'", "https://evil.example/x?y#z", "99999999999999999999", "{ a: b }", "[a, b]", "2026-13-45",
    ];

    [Fact]
    public void Load_EveryScalarMutated_IsValidOrSaysWhere()
    {
        var scalars = Scalars(YamlTreeParser.Parse("config/gateway.yaml", Text, new DiagnosticBag()).Root!).Where(s => s.Span.Line == s.Span.EndLine).ToList();
        Assert.InRange(scalars.Count, 200, int.MaxValue);

        Assert.Empty(scalars.Index().SelectMany(s => new[] { Mutate(s.Item, "xyzzy"), Mutate(s.Item, Mutations[s.Index % Mutations.Length]) }).OfType<string>());
    }

    // What is wrong with the diagnostics of one mutation, or null.
    private static string? Mutate(YamlScalar scalar, string mutation)
    {
        var lines = Text.Split('\n');
        var line = lines[scalar.Span.Line - 1];
        lines[scalar.Span.Line - 1] = line[..(scalar.Span.Column - 1)] + mutation + line[(scalar.Span.EndColumn - 1)..];
        var files = Files.Files.Select(f => f.Name == Policy ? f with { Text = string.Join('\n', lines) } : f);
        var result = PolicyLoader.Load(new PolicyFiles([.. files]), _ => null, new DiagnosticBag(), PolicyCorpus.Today);

        Assert.Equal(result.Diagnostics.Any(d => d.Severity == Severity.Error), result.Snapshot is null);
        var errors = result.Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        return errors.Count > 0 && !errors.Exists(d => PointsTo(d, scalar.Span)) && !IsNameElsewhere(scalar.Value, errors)
            ? $"line {scalar.Span.Line}, {scalar.Value} → {mutation}: {errors[0]}"
            : null;
    }

    // Into the line, or from a line that contradicts it and names it.
    private static bool PointsTo(Diagnostic diagnostic, SourceSpan place) =>
        (diagnostic.Span.Line <= place.Line && diagnostic.Span.EndLine >= place.Line) || diagnostic.Message.Contains(place.FileAndLine, StringComparison.Ordinal);

    // A name that is declared nowhere any more is told where it is used: that is the line which is wrong then.
    private static bool IsNameElsewhere(string value, List<Diagnostic> errors) =>
        errors.Exists(d => d.Message.Contains($"'{value}'", StringComparison.Ordinal) && d.Id is "RGW0207" or "RGW0208" or "RGW0209" or "RGW0111");

    private static IEnumerable<YamlScalar> Scalars(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping.Entries.SelectMany(e => Scalars(e.Value).Prepend(e.Key)),
        YamlSequence sequence => sequence.Items.SelectMany(Scalars),
        YamlScalar scalar => [scalar],
        _ => [],
    };
}
