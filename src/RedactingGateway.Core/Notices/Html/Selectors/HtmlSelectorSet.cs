using System.Collections.Concurrent;
using System.Text;
using RedactingGateway.Core.Notices.Html.Charsets;

namespace RedactingGateway.Core.Notices.Html.Selectors;

/// <summary>The selectors that one kind of page is scanned for; built once, shared by all pages.</summary>
public sealed class HtmlSelectorSet
{
    /// <summary>Compounds in all selectors together: each start tag is held against every one of them.</summary>
    public const int MaxSteps = 512;

    private readonly ConcurrentDictionary<Encoding, SelectorStep[]> _byEncoding = [];
    private readonly SelectorStep[] _steps;
    private readonly bool _isAscii;

    /// <summary>Puts selectors together.</summary>
    /// <exception cref="ArgumentException">Together they have more than <see cref="MaxSteps"/> compounds.</exception>
    public HtmlSelectorSet(IReadOnlyList<HtmlSelector> selectors)
    {
        Selectors = [.. selectors];
        _steps = [.. selectors.SelectMany(selector => selector.Steps)];
        SelectorOf = [.. selectors.SelectMany((selector, index) => selector.Steps.Select(_ => index))];
        _isAscii = _steps.All(step => step.Tests.All(test => Encoding.UTF8.GetByteCount(test.Value) == test.Value.Length));
        if (_steps.Length > MaxSteps)
        {
            throw new ArgumentException($"{_steps.Length} parts of selectors; at most {MaxSteps} are followed", nameof(selectors));
        }
    }

    /// <summary>No selector.</summary>
    public static HtmlSelectorSet Empty { get; } = new([]);

    /// <summary>The selectors, by the index that <see cref="HtmlElement.Matches"/> takes.</summary>
    public IReadOnlyList<HtmlSelector> Selectors { get; }

    /// <summary>The selector that each step belongs to.</summary>
    internal int[] SelectorOf { get; }

    /// <summary>The steps with their values as the page's charset writes them.</summary>
    internal SelectorStep[] StepsFor(HtmlCharset charset) =>
        _isAscii ? _steps : _byEncoding.GetOrAdd(charset.Encoding, static (encoding, steps) => [.. steps.Select(step => step with { Tests = [.. step.Tests.Select(test => test with { Bytes = encoding.GetBytes(test.Value) })] })], _steps);
}
