using RedactingGateway.Core.Notices.Html.Scanning;
using RedactingGateway.Core.Notices.Html.Selectors;

namespace RedactingGateway.Core.Notices.Html.Trees;

/// <summary>The stack of open elements, with what each matched of the selectors.</summary>
internal sealed class OpenElements
{
    /// <summary>Deepest nesting followed: browsers stop nesting at 512; pages of people stay below 100.</summary>
    public const int MaxDepth = 1024;

    private readonly SelectorMatcher _matcher;
    private readonly List<ClosedElement> _closed;
    private OpenElement[] _elements = new OpenElement[32];

    public OpenElements(SelectorMatcher matcher, List<ClosedElement> closed)
    {
        _matcher = matcher;
        _closed = closed;
    }

    public int Count { get; private set; }

    /// <summary>Elements below are out of reach: they were open before the noscript element.</summary>
    public int Floor { get; set; }

    /// <summary>Number of open elements of SVG and MathML.</summary>
    public int ForeignCount { get; private set; }

    /// <summary>Number of open select elements.</summary>
    public int SelectCount { get; private set; }

    /// <summary>An element of formatting was closed by another's end inside of SVG or MathML: browsers may open it again there.</summary>
    public bool IsCrossedInForeign { get; private set; }

    /// <summary>Entries looked at: the bound on work.</summary>
    public long Steps { get; private set; }

    public ref OpenElement this[int index] => ref _elements[index];

    public ref OpenElement Top => ref _elements[Count - 1];

    public bool IsTop(HtmlTag tag) => Count > 0 && Top.IsHtml(tag);

    public void Push(TagName name, HtmlTag tag, MarkupNamespace markup)
    {
        if (Count == _elements.Length)
        {
            Array.Resize(ref _elements, Count * 2);
        }

        _elements[Count++] = new OpenElement { Name = name, Tag = tag, Namespace = markup };
        ForeignCount += markup == MarkupNamespace.Html ? 0 : 1;
        SelectCount += tag == HtmlTag.Select && markup == MarkupNamespace.Html ? 1 : 0;
        _matcher.Push();
    }

    /// <summary>Closes everything from <paramref name="index"/> up.</summary>
    /// <param name="index">The lowest to close.</param>
    /// <param name="byOwnEnd">The tag at hand is that element's end tag.</param>
    public void CloseTo(int index, bool byOwnEnd)
    {
        while (Count > index)
        {
            var element = _elements[--Count];
            Steps++;
            var own = byOwnEnd && Count == index;
            ForeignCount -= element.IsForeign ? 1 : 0;
            SelectCount -= element.IsHtml(HtmlTag.Select) ? 1 : 0;
            IsCrossedInForeign |= ForeignCount > 0 && !own && element.IsHtmlWith(TagTraits.Formatting);
            if (element.Watch != 0)
            {
                _closed.Add(new ClosedElement(element.Watch, own, IsCrossed: false));
            }
        }

        _matcher.Truncate(Count);
    }

    /// <summary>Takes one element out and leaves what was opened in it.</summary>
    public void Remove(int index)
    {
        if (index == Count - 1)
        {
            CloseTo(index, byOwnEnd: true);
            return;
        }

        var element = _elements[index];
        Steps += Count - index;
        Array.Copy(_elements, index + 1, _elements, index, Count - index - 1);
        Count--;
        _matcher.Remove(index);
        IsCrossedInForeign |= ForeignCount > 0;
        if (element.Watch != 0)
        {
            _closed.Add(new ClosedElement(element.Watch, AfterTag: true, IsCrossed: true));
        }
    }

    /// <summary>The nearest open element of that kind within a scope; -1 where there is none.</summary>
    public int FindInScope(HtmlTag tag, HtmlTag alsoBounds = HtmlTag.Other, HtmlTag andAlso = HtmlTag.Other)
    {
        for (var i = Count - 1; i >= Floor; i--)
        {
            Steps++;
            ref readonly var element = ref _elements[i];
            if (element.IsHtml(tag))
            {
                return i;
            }

            if (element.IsScope || (element.Namespace == MarkupNamespace.Html && element.Tag != HtmlTag.Other && (element.Tag == alsoBounds || element.Tag == andAlso)))
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>The nearest open element of the kinds within the innermost table or template; -1 where there is none.</summary>
    public int FindInTable(ReadOnlySpan<HtmlTag> tags)
    {
        for (var i = Count - 1; i >= Floor; i--)
        {
            Steps++;
            ref readonly var element = ref _elements[i];
            if (element.IsForeign)
            {
                continue;
            }

            if (tags.Contains(element.Tag))
            {
                return i;
            }

            if (element.Tag is HtmlTag.Table or HtmlTag.Template or HtmlTag.Html)
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>The nearest open element with that name, wherever; -1 where there is none.</summary>
    public int Find(TagName name)
    {
        for (var i = Count - 1; i >= Floor; i--)
        {
            Steps++;
            if (_elements[i].Namespace == MarkupNamespace.Html && _elements[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc cref="Find(TagName)"/>
    public int Find(HtmlTag tag) => Find(HtmlTags.NameOf(tag));
}
