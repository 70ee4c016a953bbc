using System.Text.Json;
using System.Text.Json.Serialization;
using RedactingGateway.Core.Policies.Comparison;

namespace RedactingGateway.Cli;

/// <summary>How a comparison is written.</summary>
internal enum DiffFormat
{
    /// <summary>Sentences.</summary>
    Text,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Sentences for a comment on a pull request.</summary>
    Markdown,
}

/// <summary>Writes what lies between two policies.</summary>
internal static class DiffWriter
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly (ChangeDirection Direction, string Title, string Sign)[] Parts =
    [
        (ChangeDirection.Wider, "More leaves", "+"),
        (ChangeDirection.Narrower, "Less leaves", "-"),
        (ChangeDirection.Neutral, "Also", "*"),
    ];

    public static void Write(TextWriter output, PolicyComparison comparison, DiffFormat format)
    {
        switch (format)
        {
            case DiffFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(new { comparison.Widens, Changes = comparison.Changes.Select(c => c with { Sentence = Terminal.Plain(c.Sentence) }), comparison.Consents }, Indented));
                break;
            case DiffFormat.Markdown:
                WriteMarkdown(output, comparison);
                break;
            default:
                WriteText(output, comparison);
                break;
        }
    }

    private static void WriteText(TextWriter output, PolicyComparison comparison)
    {
        output.WriteLine(Summary(comparison));
        foreach (var (direction, title, sign) in Parts)
        {
            WritePart(output, $"{title}:", comparison.Changes.Where(c => c.Direction == direction).Select(c => $"  {sign} {Terminal.Bold(c.Sentence)}"));
        }

        WritePart(output, "Consents:", comparison.Consents.Select(c => $"  ! {Terminal.Bold(Sentence(comparison, c))}"));
    }

    private static void WriteMarkdown(TextWriter output, PolicyComparison comparison)
    {
        output.WriteLine($"### What this change means\n\n{Summary(comparison)}");
        foreach (var (direction, title, _) in Parts)
        {
            WritePart(output, $"#### {title}\n", comparison.Changes.Where(c => c.Direction == direction).Select(c => $"- {c.Sentence}"));
        }

        WritePart(output, "#### Consents\n", comparison.Consents.Select(c => $"- {Sentence(comparison, c)}"));
    }

    private static void WritePart(TextWriter output, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            output.WriteLine();
            output.WriteLine(title);
            all.ForEach(output.WriteLine);
        }
    }

    private static string Summary(PolicyComparison comparison)
    {
        if (comparison.IsEmpty)
        {
            return "Nothing changes: the same data leaves, in the same form, from the same people.";
        }

        var (wider, narrower, consents) = (Count(ChangeDirection.Wider), Count(ChangeDirection.Narrower), comparison.Consents.Length);
        return $"{wider} {(wider == 1 ? "change lets" : "changes let")} more leave, {narrower} less; consents to {consents} {(consents == 1 ? "purpose" : "purposes")} will be asked for again.";

        int Count(ChangeDirection direction) => comparison.Changes.Count(c => c.Direction == direction);
    }

    private static string Sentence(PolicyComparison comparison, VoidedConsent consent)
    {
        var why = consent.RenamedFrom is { } old ? $" (its key was {old})"
            : comparison.Changes.Any(c => c.Purpose == consent.Purpose || c.Kind == ChangeKind.Recipient) ? ""
            : " (nothing else changes for them: a consent covers categories and forms as the policy spells them)";
        return $"Earlier consents to **{consent.Title}** are void; those visitors will be asked again{why}.";
    }
}
