using RedactingGateway.Core.Notices.Html.Scanning;
using RedactingGateway.Core.Notices.Html.Selectors;

namespace RedactingGateway.Core.Notices.Html.Trees;

/// <summary>
/// Follows which elements are open, as browsers would (13.2.6), as far as it decides what the next bytes are, which selectors match and
/// where an element ends. Where browsers may differ among themselves, it says that the page is ambiguous.
/// </summary>
/// <remarks>
/// Not followed: formatting elements that browsers open again after a crossed end tag (<c>&lt;b&gt;&lt;i&gt;&lt;/b&gt;text</c>), and quirks
/// mode; both change parents, never what is a tag.
/// </remarks>
internal sealed partial class HtmlTree
{
    // Stack entries looked at: what the deepest ordinary page needs a hundred times over, and then so many per byte of the page.
    private const long BaseSteps = 100_000;
    private const int StepsPerByte = 16;

    private readonly List<ClosedElement> _closed = [];
    private readonly OpenElements _open;
    private readonly SelectorMatcher _matcher;
    private PagePhase _phase = PagePhase.BeforeHead;
    private int _noscript = -1;
    private int _templates;
    private bool _hasForm;

    // After </head> a script still belongs into the head; it is open again for that long.
    private int _reopenedHead = -1;

    public HtmlTree(SelectorMatcher matcher)
    {
        _matcher = matcher;
        _open = new OpenElements(matcher, _closed);
    }

    /// <summary>Watched elements that ended with or before the current tag, innermost first.</summary>
    public List<ClosedElement> Closed => _closed;

    /// <summary>Points right before the current tag or text.</summary>
    public HtmlPoints PointsBefore { get; private set; }

    /// <summary>Points right after the current tag.</summary>
    public HtmlPoints PointsAfter { get; private set; }

    /// <summary>The current end tag may be the end of the body.</summary>
    public bool IsBodyEnd { get; private set; }

    public HtmlStop Stop { get; private set; }

    /// <summary>Whether a tag says that this is a document, not a part of one.</summary>
    public bool HasDocumentTag { get; private set; }

    public bool WatchesText => _phase != PagePhase.InBody && _noscript < 0 && _templates == 0 && !IsForeign;

    public bool IsForeign => _open.Count > 0 && _open.Top.IsForeign;

    public bool IsInNoscript => _noscript >= 0;

    public bool IsInBody => _phase == PagePhase.InBody;

    /// <summary>Stack entries looked at so far.</summary>
    public long Steps => _open.Steps;

    /// <summary>Where the next element would be.</summary>
    public HtmlContext Context =>
        (_phase is PagePhase.InHead or PagePhase.AfterHead ? HtmlContext.Head : HtmlContext.None)
        | (_noscript >= 0 ? HtmlContext.Noscript : HtmlContext.None)
        | (_templates > 0 ? HtmlContext.Template : HtmlContext.None)
        | (_hasForm && _templates == 0 ? HtmlContext.Form : HtmlContext.None)
        | (HasSelect ? HtmlContext.Select : HtmlContext.None)
        | (IsForeign && !_open.Top.IsHtmlIntegrationPoint && !_open.Top.IsTextIntegrationPoint ? HtmlContext.Foreign : HtmlContext.None)
        | (_open.Count > 0 && _open.Top.IsHtmlWith(TagTraits.TablePart) && _open.Top.Tag is not (HtmlTag.Td or HtmlTag.Th or HtmlTag.Caption)
            || _open.IsTop(HtmlTag.Table) ? HtmlContext.Table : HtmlContext.None);

    /// <summary>Where markup right before the current tag would be.</summary>
    public HtmlContext ContextBefore { get; private set; }

    /// <summary>Whether the element opened last is one of SVG or MathML.</summary>
    public bool IsForeignElement { get; private set; }

    /// <summary>A start tag.</summary>
    public Opened Open(ScannedTag tag, ReadOnlySpan<byte> bytes)
    {
        Begin();
        if (tag.IsOversized && _open.ForeignCount > 0)
        {
            Stop = HtmlStop.Ambiguous;
        }

        var opened = IsForeign && !LeavesForeign(tag, bytes) ? OpenForeign(tag, bytes, _open.Top.Namespace) : OpenHtml(tag, bytes);
        ContextOfElement = _contextOfElement;
        if (opened == Opened.Empty)
        {
            CloseReopenedHead();
        }

        NoteCrossing();
        return opened;
    }

    /// <summary>An end tag.</summary>
    public void Close(ScannedTag tag)
    {
        Begin();
        if (_open.Count > 0)
        {
            if (IsForeign)
            {
                CloseForeign(tag);
            }
            else
            {
                CloseHtml(tag);
            }

            CloseReopenedHead();
            NoteCrossing();
        }
        else if (tag.Tag is HtmlTag.Head or HtmlTag.Body or HtmlTag.Html or HtmlTag.Br)
        {
            CloseHtml(tag);
        }
    }

    /// <summary>Text other than white space, before the body.</summary>
    public void Text()
    {
        Begin();
        EnterBody();
    }

    /// <summary>The end of the page: everything open ends.</summary>
    public void End()
    {
        Begin();
        _open.CloseTo(0, byOwnEnd: false);
    }

    /// <summary>Has the element that was opened last wait for its end.</summary>
    public void Watch(int watch) => _open.Top.Watch = watch;

    /// <summary>Where the element opened last stands.</summary>
    public HtmlContext ContextOfElement { get; private set; }

    /// <summary>Whether more was looked at than a page of that length may cost.</summary>
    public bool IsOverBudget(long bytes) => _open.Steps > BaseSteps + (StepsPerByte * bytes);

    private HtmlContext _contextOfElement;

    private bool HasSelect => _open.SelectCount > 0;

    private void Begin()
    {
        _closed.Clear();
        ContextBefore = Context;
        PointsBefore = PointsAfter = HtmlPoints.None;
        IsBodyEnd = false;
    }

    // The element becomes the top of the stack, or nothing where it has no content.
    private Opened Add(ScannedTag tag, ReadOnlySpan<byte> bytes, HtmlTag kind, MarkupNamespace markup, bool isEmpty)
    {
        _contextOfElement = Context;
        IsForeignElement = markup != MarkupNamespace.Html;
        _matcher.Match(tag, bytes, kind, kind == tag.Tag ? tag.Name : HtmlTags.NameOf(kind));
        if (isEmpty)
        {
            return Opened.Empty;
        }

        _open.Push(kind == tag.Tag ? tag.Name : HtmlTags.NameOf(kind), kind, markup);
        if (_open.Count > OpenElements.MaxDepth)
        {
            Stop = HtmlStop.TooDeep;
        }

        return Opened.Open;
    }

    // An element that no tag stands for.
    private void Imply(HtmlTag kind)
    {
        _matcher.MatchName(kind, HtmlTags.NameOf(kind));
        _open.Push(HtmlTags.NameOf(kind), kind, MarkupNamespace.Html);
    }

    private void NoteCrossing()
    {
        if (_open.IsCrossedInForeign)
        {
            Stop = HtmlStop.Ambiguous;
        }
    }

    private void CloseReopenedHead()
    {
        if (_reopenedHead >= 0 && _open.Count == _reopenedHead + 1)
        {
            _open.CloseTo(_reopenedHead, byOwnEnd: false);
            _reopenedHead = -1;
        }
    }
}
