using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Trees;

/// <content>Start tags of HTML (13.2.6.4.7 and on): which open elements they end first.</content>
internal sealed partial class HtmlTree
{
    private Opened OpenHtml(ScannedTag tag, ReadOnlySpan<byte> bytes)
    {
        if (OpenPhase(tag, bytes) is { } opened)
        {
            return opened;
        }

        var kind = tag.Tag == HtmlTag.Image ? HtmlTag.Img : tag.Tag;
        if (IsAmbiguous(kind))
        {
            Stop = HtmlStop.Ambiguous;
            return Opened.Ignored;
        }

        if (!Prepare(kind))
        {
            return Opened.Ignored;
        }

        var markup = kind switch
        {
            HtmlTag.Svg => MarkupNamespace.Svg,
            HtmlTag.Math => MarkupNamespace.MathMl,
            _ => MarkupNamespace.Html,
        };
        var isEmpty = markup == MarkupNamespace.Html ? HtmlTags.Has(kind, TagTraits.Void) : tag.IsSelfClosing;
        var result = Add(tag, bytes, kind, markup, isEmpty);
        switch (kind)
        {
            case HtmlTag.Noscript:
                _noscript = _open.Count - 1;
                _open.Floor = _open.Count;
                break;
            case HtmlTag.Template:
                _templates++;
                break;
            case HtmlTag.Form when _templates == 0:
                _hasForm = true;
                CloseFormInTable();
                return _open.IsTop(HtmlTag.Form) ? Opened.Open : Opened.Empty;
        }

        return result;
    }

    // Where old and new browsers, or those with and without scripts, would read the bytes that follow in different ways.
    private bool IsAmbiguous(HtmlTag kind)
    {
        var switches = HtmlTags.Has(kind, TagTraits.Text) || kind is HtmlTag.Svg or HtmlTag.Math or HtmlTag.Noscript;
        return (HasSelect && (switches || HtmlTags.Has(kind, TagTraits.TablePart) || kind is HtmlTag.Template or HtmlTag.Table or HtmlTag.Keygen) && kind != HtmlTag.Script)
            || (kind == HtmlTag.Col && IsInTemplate)
            || (_noscript >= 0 && kind == HtmlTag.Plaintext);
    }

    // Ends what the start tag ends; false where browsers ignore the tag.
    private bool Prepare(HtmlTag kind)
    {
        switch (kind)
        {
            case HtmlTag.Other or HtmlTag.Script or HtmlTag.Style or HtmlTag.Link or HtmlTag.Meta or HtmlTag.Template or HtmlTag.Img or HtmlTag.Span:
                return true;
            case HtmlTag.Noscript:
                return _noscript < 0;
            case HtmlTag.Frame:
                return false;
            case HtmlTag.Form when _hasForm && _templates == 0:
                return false;
            case HtmlTag.Select when HasSelect:
                CloseSelect();
                return false;
            case HtmlTag.Input when HasSelect:
                CloseSelect();
                return true;
            case HtmlTag.Table:
                return PrepareTable();
        }

        if (HtmlTags.Has(kind, TagTraits.TablePart))
        {
            return PrepareTablePart(kind);
        }

        PrepareList(kind);
        if (HtmlTags.Has(kind, TagTraits.EndsParagraph))
        {
            CloseParagraph(byOwnEnd: false);
        }

        PrepareSiblings(kind);
        return true;
    }

    // li, dd and dt end their like, unless another block is in between.
    private void PrepareList(HtmlTag kind)
    {
        if (kind is not (HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt))
        {
            return;
        }

        for (var i = _open.Count - 1; i >= _open.Floor; i--)
        {
            ref readonly var element = ref _open[i];
            if (element.Namespace == MarkupNamespace.Html
                && (kind == HtmlTag.Li ? element.Tag == HtmlTag.Li : element.Tag is HtmlTag.Dd or HtmlTag.Dt))
            {
                _open.CloseTo(i, byOwnEnd: false);
                return;
            }

            if (element.IsSpecial && element.Tag is not (HtmlTag.Address or HtmlTag.Div or HtmlTag.P))
            {
                return;
            }
        }
    }

    private void PrepareSiblings(HtmlTag kind)
    {
        switch (kind)
        {
            case >= HtmlTag.H1 and <= HtmlTag.H6 when _open.Top.IsHtmlWith(TagTraits.Heading):
                _open.CloseTo(_open.Count - 1, byOwnEnd: false);
                break;
            case HtmlTag.Button when _open.FindInScope(HtmlTag.Button) is >= 0 and var button:
                _open.CloseTo(button, byOwnEnd: false);
                break;
            case HtmlTag.A or HtmlTag.Nobr when _open.FindInScope(kind) is >= 0:
                CloseFormatting(kind, byOwnEnd: false);
                break;
            case HtmlTag.Option when _open.IsTop(HtmlTag.Option):
                _open.CloseTo(_open.Count - 1, byOwnEnd: false);
                break;
            case HtmlTag.Optgroup or HtmlTag.Hr:
                CloseOptions();
                break;
            case HtmlTag.Rb or HtmlTag.Rtc when _open.FindInScope(HtmlTag.Ruby) >= 0:
                CloseImplied(HtmlTag.Other);
                break;
            case HtmlTag.Rp or HtmlTag.Rt when _open.FindInScope(HtmlTag.Ruby) >= 0:
                CloseImplied(HtmlTag.Rtc);
                break;
        }
    }

    private void CloseOptions()
    {
        if (_open.IsTop(HtmlTag.Option))
        {
            _open.CloseTo(_open.Count - 1, byOwnEnd: false);
        }

        if (HasSelect && _open.IsTop(HtmlTag.Optgroup))
        {
            _open.CloseTo(_open.Count - 1, byOwnEnd: false);
        }
    }

    private void CloseSelect()
    {
        if (_open.Find(HtmlTag.Select) is >= 0 and var select)
        {
            _open.CloseTo(select, byOwnEnd: false);
        }
    }

    private void CloseParagraph(bool byOwnEnd)
    {
        if (_open.FindInScope(HtmlTag.P, HtmlTag.Button) is >= 0 and var paragraph)
        {
            _open.CloseTo(paragraph, byOwnEnd);
        }
    }

    // 13.2.6.3, without what the caller goes on to close.
    private void CloseImplied(HtmlTag except)
    {
        while (_open.Count > _open.Floor && _open.Top.IsHtmlWith(TagTraits.ImpliedEnd) && _open.Top.Tag != except)
        {
            _open.CloseTo(_open.Count - 1, byOwnEnd: false);
        }
    }
}
