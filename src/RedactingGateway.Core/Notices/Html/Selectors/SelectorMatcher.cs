using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Selectors;

/// <summary>
/// Decides selectors top-down: for each open element it keeps one bit per step that matched there, and one per step that matched there or
/// above, so that a start tag needs a look at its parent only.
/// </summary>
internal sealed class SelectorMatcher
{
    private const int BitsPerWord = 64;

    private readonly SelectorStep[] _steps;
    private readonly int[][] _stepsOf;
    private readonly int[][] _ends;
    private readonly HtmlCharset _charset;
    private readonly int _words;

    // Per open element: the steps matched by it, then the steps matched by it or above.
    private ulong[] _stack;
    private readonly ulong[] _matched;
    private int _depth;

    public SelectorMatcher(HtmlSelectorSet selectors, HtmlCharset charset)
    {
        _steps = selectors.StepsFor(charset);
        _stepsOf = selectors.StepsOf;
        _ends = selectors.Ends;
        _charset = charset;
        _words = (_steps.Length + BitsPerWord - 1) / BitsPerWord;
        _stack = new ulong[_words * 2 * 32];
        _matched = new ulong[_words];
    }

    public bool IsEmpty => _steps.Length == 0;

    /// <summary>Whether some selector matches the element at hand.</summary>
    public bool HasMatch { get; private set; }

    /// <summary>Whether that selector matches the element at hand.</summary>
    public bool Matches(int selector)
    {
        foreach (var i in _ends[selector])
        {
            if ((_matched[i / BitsPerWord] >> (i % BitsPerWord) & 1) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Holds a start tag against every step; its parent is the element pushed last.</summary>
    public void Match(ScannedTag tag, ReadOnlySpan<byte> bytes, HtmlTag kind, TagName name)
    {
        HasMatch = false;
        Array.Clear(_matched);
        foreach (var i in _stepsOf[(int)kind])
        {
            var step = _steps[i];
            if ((step.Name is { } wanted && wanted != name) || !IsReached(i, step) || !PassesTests(step, tag, bytes))
            {
                continue;
            }

            _matched[i / BitsPerWord] |= 1UL << (i % BitsPerWord);
            HasMatch |= step.IsLast;
        }
    }

    /// <summary>Holds an element without a tag against every step.</summary>
    public void MatchName(HtmlTag kind, TagName name)
    {
        HasMatch = false;
        Array.Clear(_matched);
        foreach (var i in _stepsOf[(int)kind])
        {
            var step = _steps[i];
            if (step.Tests.Length == 0 && (step.Name is null || step.Name == name) && IsReached(i, step))
            {
                _matched[i / BitsPerWord] |= 1UL << (i % BitsPerWord);
            }
        }
    }

    /// <summary>The element at hand is the parent from now on.</summary>
    public void Push()
    {
        if (_words == 0)
        {
            return;
        }

        var size = _words * 2;
        if ((_depth + 1) * size > _stack.Length)
        {
            Array.Resize(ref _stack, _stack.Length * 2);
        }

        var entry = _stack.AsSpan(_depth * size, size);
        for (var i = 0; i < _words; i++)
        {
            entry[i] = _matched[i];
            entry[_words + i] = _matched[i] | (_depth == 0 ? 0 : _stack[((_depth - 1) * size) + _words + i]);
        }

        _depth++;
    }

    public void Truncate(int depth) => _depth = Math.Min(_depth, depth);

    /// <summary>Takes one element out. What was opened in it keeps what it inherited.</summary>
    public void Remove(int index)
    {
        if (_words > 0)
        {
            var size = _words * 2;
            Array.Copy(_stack, (index + 1) * size, _stack, index * size, (_depth - index - 1) * size);
            _depth--;
        }
    }

    private bool IsReached(int i, SelectorStep step)
    {
        if (step.IsFirst)
        {
            return true;
        }

        if (_depth == 0)
        {
            return false;
        }

        var before = i - 1;
        var word = ((_depth - 1) * _words * 2) + (step.IsChild ? 0 : _words) + (before / BitsPerWord);
        return (_stack[word] >> (before % BitsPerWord) & 1) != 0;
    }

    private bool PassesTests(SelectorStep step, ScannedTag tag, ReadOnlySpan<byte> bytes)
    {
        if (tag.IsOversized && step.Tests.Length > 0)
        {
            return false;
        }

        foreach (var test in step.Tests)
        {
            var index = tag.Find(bytes, test.Name);
            if (index < 0)
            {
                return false;
            }

            var value = tag.Attributes[index].Value(bytes);
            if (test.Operator != AttributeOperator.Exists && value.Contains((byte)'&'))
            {
                value = _charset.Encoding.GetBytes(HtmlText.Decode(value, _charset));
            }

            if (!test.Matches(value))
            {
                return false;
            }
        }

        return true;
    }
}
