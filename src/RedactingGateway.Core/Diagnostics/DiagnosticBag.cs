using System.Collections.Immutable;
using System.Globalization;

namespace RedactingGateway.Core.Diagnostics;

/// <summary>Collects what the stages of loading find, and puts it in order.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>50: as many as a person works through before checking again; the rest is counted.</summary>
    public const int MaxShown = 50;

    // Longest user text that a message repeats, UTF-16 units.
    private const int MaxQuoted = 80;

    private readonly HashSet<Diagnostic> _found = [];

    /// <summary>Whether an error is among them.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Quotes an author's text in a message; long texts are cut, line breaks become spaces.</summary>
    public static string Quote(string text)
    {
        var line = string.Create(Math.Min(text.Length, MaxQuoted), text, static (into, from) =>
        {
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        });
        return text.Length > MaxQuoted ? $"'{line}…'" : $"'{line}'";
    }

    public void Report(DiagnosticRule rule, SourceSpan span, string message, string? suggestion = null, string? subject = null)
    {
        _found.Add(new Diagnostic(rule.Id, rule.Severity, message, span, suggestion) { Subject = subject });
        HasErrors |= rule.Severity == Severity.Error;
    }

    /// <summary>Adds everything found here to <paramref name="other"/>.</summary>
    public void MoveTo(DiagnosticBag other)
    {
        other._found.UnionWith(_found);
        other.HasErrors |= HasErrors;
    }

    /// <summary>Puts another in the place of each that <paramref name="replace"/> changes.</summary>
    public void Replace(Func<Diagnostic, Diagnostic> replace)
    {
        var replaced = _found.Select(replace).ToList();
        _found.Clear();
        _found.UnionWith(replaced);
        HasErrors = replaced.Exists(d => d.Severity == Severity.Error);
    }

    /// <summary>All of them by file, line and column; beyond <see cref="MaxShown"/> a last line counts the rest.</summary>
    /// <remarks>Errors are never crowded out by what weighs less: where there are too many, the lighter ones go first.</remarks>
    public ImmutableArray<Diagnostic> Sorted()
    {
        var shown = _found.OrderByDescending(d => d.Severity).ThenBy(d => d, Order).Take(MaxShown).Order(Order).ToList();
        var hidden = _found.Count - shown.Count;
        if (hidden > 0)
        {
            var rule = DiagnosticIds.MoreProblems;
            var message = string.Create(CultureInfo.InvariantCulture, $"{hidden} more {(hidden == 1 ? "problem is" : "problems are")} not shown");
            shown.Add(new Diagnostic(rule.Id, HasErrors ? Severity.Error : rule.Severity, message, SourceSpan.None with { File = shown[^1].Span.File }));
        }

        return [.. shown];
    }

    private static Comparer<Diagnostic> Order { get; } = Comparer<Diagnostic>.Create(static (a, b) =>
    {
        var byFile = string.CompareOrdinal(a.Span.File, b.Span.File);
        var byPlace = (a.Span.Line, a.Span.Column).CompareTo((b.Span.Line, b.Span.Column));
        var byId = string.CompareOrdinal(a.Id, b.Id);
        return byFile != 0 ? byFile : byPlace != 0 ? byPlace : byId != 0 ? byId : string.CompareOrdinal(a.Message, b.Message);
    });
}
