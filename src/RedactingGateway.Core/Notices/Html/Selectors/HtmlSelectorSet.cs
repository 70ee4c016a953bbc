using System.Collections.Concurrent;
using System.Text;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Notices.Html.Scanning;

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
        Ends = [.. selectors.Select((selector, index) => EndsOf(selector, selectors.Take(index).Sum(s => s.Steps.Length)))];
        StepsOf = [.. Enum.GetValues<HtmlTag>().Select(StepsFor)];
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

    /// <summary>By selector: the steps that it ends with, one for each of its commas.</summary>
    internal int[][] Ends { get; }

    /// <summary>By element: the steps that it could match. Most elements are named by no selector.</summary>
    internal int[][] StepsOf { get; }

    /// <summary>The steps with their values as the page's charset writes them.</summary>
    internal SelectorStep[] StepsFor(HtmlCharset charset) =>
        _isAscii ? _steps : _byEncoding.GetOrAdd(charset.Encoding, static (encoding, steps) => [.. steps.Select(step => step with { Tests = [.. step.Tests.Select(test => test with { Bytes = encoding.GetBytes(test.Value) })] })], _steps);

    private static int[] EndsOf(HtmlSelector selector, int first) => [.. selector.Steps.Index().Where(step => step.Item.IsLast).Select(step => first + step.Index)];

    private int[] StepsFor(HtmlTag tag) => [.. _steps.Index().Where(step => step.Item.Name is not { } name || HtmlTags.Find(name) == tag).Select(step => step.Index)];
}
