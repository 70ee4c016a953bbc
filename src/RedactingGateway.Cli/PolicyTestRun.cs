using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Policies.Testing;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Cli;

/// <summary>One test of a policy and what came of it; failures name fields and forms, never values.</summary>
internal sealed record PolicyTestRun(PolicyTest Test, ImmutableArray<(SourceSpan Span, string Message)> Failures)
{
    public bool Passed => Failures.IsEmpty;

    public static PolicyTestRun Of(PolicyTest test, PolicySnapshot policy)
    {
        try
        {
            var explanation = Explanation.Of(policy, HttpFile.Parse(File.ReadAllBytes(test.Request)), new ExplanationRequest(new Visitor(test.Visitor, [.. test.Signals.Select(s => s.Text)]))
            {
                Destination = test.Destination,
                WithValues = true,
                ClientAddress = test.ClientAddress,
            });
            return new PolicyTestRun(test, [.. Failing(test, explanation)]);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return new PolicyTestRun(test, [(test.Signals.IsEmpty ? test.RequestSpan : test.Signals[0].Span, e.Message)]);
        }
    }

    private static IEnumerable<(SourceSpan Span, string Message)> Failing(PolicyTest test, Explanation explanation)
    {
        var leaves = explanation.Withheld == WithheldReason.None;
        if (test.Leaves is { } expected && expected != leaves)
        {
            yield return (test.LeavesSpan, leaves ? "the request leaves" : $"the request does not leave: {explanation.Withheld.Describe()}");
        }

        foreach (var sent in test.Sent)
        {
            if (Failure(sent, explanation, leaves) is { } failure)
            {
                yield return (sent.Span, $"{sent.Field} {failure}");
            }
        }

        foreach (var withheld in test.Withheld)
        {
            var pattern = new NamePattern(withheld.Field);
            var meant = explanation.Trace.Decisions.Where(d => pattern.Matches(System.Text.Encoding.UTF8.GetBytes(d.Address))).ToList();
            if (meant.Count == 0)
            {
                yield return (withheld.Span, $"{withheld.Field} is not in the request{Nearest(withheld.Field, explanation)}");
            }

            foreach (var field in leaves ? meant.Where(d => d.Outcome != FieldOutcome.Dropped) : [])
            {
                yield return (withheld.Span, $"{field.Address} leaves ({field.Form ?? "replaced"}), allowed by {(field.Rule.Line == 0 ? "the dictionary" : field.Rule.FileAndLine)}");
            }
        }
    }

    private static string? Failure(SentExpectation sent, Explanation explanation, bool leaves)
    {
        var fields = explanation.Trace.Decisions.Where(d => d.Address == sent.Field).ToList();
        if (fields.Count == 0)
        {
            return $"is not in the request{Nearest(sent.Field, explanation)}";
        }

        if (fields.Find(d => d.Outcome == FieldOutcome.Dropped) is { } dropped)
        {
            return $"does not leave: {dropped.Reason.Describe()}";
        }

        if (!leaves)
        {
            return $"does not leave, because the request does not: {explanation.Withheld.Describe()}";
        }

        var forms = fields.Select(d => d.Form ?? (d.Outcome == FieldOutcome.Treated ? "surrogate" : "keep")).Distinct(StringComparer.Ordinal).ToList();
        if (sent.Form is { } form && forms.Find(f => f != form && !f.StartsWith($"{form} ", StringComparison.Ordinal)) is { } other)
        {
            return $"leaves as {other}, not as {form}";
        }

        return sent.Value is { } value && fields.Exists(d => (d.After ?? d.Before) != value) ? "leaves with another value" : null;
    }

    private static string Nearest(string field, Explanation explanation) =>
        Spelling.Nearest(field, [.. explanation.Trace.Decisions.Select(d => d.Address).Distinct(StringComparer.Ordinal)]) is { } meant ? $"; did you mean '{meant}'?" : "";
}
