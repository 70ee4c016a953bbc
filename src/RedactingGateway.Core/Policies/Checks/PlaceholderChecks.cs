using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Asks for what a starter policy leaves to a person: texts that begin with <c>TODO</c>.</summary>
internal static class PlaceholderChecks
{
    private const string Mark = "TODO";

    public static void Check(YamlNode node, DiagnosticBag diagnostics)
    {
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Check(entry.Value, diagnostics);
                }

                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Check(item, diagnostics);
                }

                break;
            case YamlScalar { Value: var text } scalar when text.StartsWith(Mark, StringComparison.Ordinal):
                var question = text[Mark.Length..].TrimStart(':', ' ');
                diagnostics.Report(DiagnosticIds.Placeholder, scalar.Span, question.Length == 0 ? "to be filled in" : $"to be filled in: {DiagnosticBag.Quote(question)}");
                break;
            default:
                break;
        }
    }
}
