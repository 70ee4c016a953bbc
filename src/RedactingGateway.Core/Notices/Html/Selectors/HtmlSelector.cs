using System.Diagnostics.CodeAnalysis;

namespace RedactingGateway.Core.Notices.Html.Selectors;

/// <summary>A CSS selector that can be decided at an element's start tag: tag, id, class, attribute, descendant, child, comma.</summary>
public sealed class HtmlSelector
{
    /// <summary>Compounds in one selector text, over all its commas.</summary>
    public const int MaxSteps = 64;

    internal HtmlSelector(string text, SelectorStep[] steps)
    {
        Text = text;
        Steps = steps;
    }

    /// <summary>The selector as it was written.</summary>
    public string Text { get; }

    internal SelectorStep[] Steps { get; }

    /// <summary>Reads a selector.</summary>
    /// <param name="text">The selector.</param>
    /// <param name="selector">The result.</param>
    /// <param name="error">What is wrong, and where.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out HtmlSelector? selector, [NotNullWhen(false)] out HtmlSelectorError? error) =>
        new SelectorParser(text).TryParse(out selector, out error);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
