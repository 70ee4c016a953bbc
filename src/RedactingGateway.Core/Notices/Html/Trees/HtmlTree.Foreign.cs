using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Trees;

/// <content>SVG and MathML (13.2.6.5): there, no element's content is text, and CDATA sections exist.</content>
internal sealed partial class HtmlTree
{
    // True where a start tag inside of SVG or MathML is one of HTML.
    private bool LeavesForeign(ScannedTag tag, ReadOnlySpan<byte> bytes)
    {
        ref readonly var top = ref _open.Top;
        if ((top.IsTextIntegrationPoint && tag.Tag is not (HtmlTag.Mglyph or HtmlTag.Malignmark))
            || (top.Namespace == MarkupNamespace.MathMl && top.Tag == HtmlTag.AnnotationXml && tag.Tag == HtmlTag.Svg)
            || top.IsHtmlIntegrationPoint)
        {
            return true;
        }

        var leaves = HtmlTags.Has(tag.Tag, TagTraits.LeavesForeign)
            || (tag.Tag == HtmlTag.Font && (tag.Find(bytes, "color"u8) >= 0 || tag.Find(bytes, "face"u8) >= 0 || tag.Find(bytes, "size"u8) >= 0));
        if (leaves)
        {
            CloseForeignContent();
        }

        return leaves;
    }

    private void CloseForeignContent()
    {
        var index = _open.Count;
        while (index > 0 && _open[index - 1] is { IsForeign: true, IsTextIntegrationPoint: false, IsHtmlIntegrationPoint: false })
        {
            index--;
        }

        _open.CloseTo(index, byOwnEnd: false);
    }

    private Opened OpenForeign(ScannedTag tag, ReadOnlySpan<byte> bytes, MarkupNamespace markup)
    {
        var opened = Add(tag, bytes, tag.Tag, markup, tag.IsSelfClosing);
        if (opened == Opened.Open && markup == MarkupNamespace.MathMl && tag.Tag == HtmlTag.AnnotationXml
            && tag.Find(bytes, "encoding"u8) is >= 0 and var encoding)
        {
            var value = tag.Attributes[encoding].Value(bytes);
            _open.Top.HoldsHtml = MarkupBytes.EqualsLower(value, "text/html"u8) || MarkupBytes.EqualsLower(value, "application/xhtml+xml"u8);
            if (value.Contains((byte)'&'))
            {
                Stop = HtmlStop.Ambiguous;
            }
        }

        return opened;
    }

    private void CloseForeign(ScannedTag tag)
    {
        if (tag.Tag is HtmlTag.P or HtmlTag.Br)
        {
            CloseForeignContent();
            CloseHtml(tag);
            return;
        }

        for (var i = _open.Count - 1; i >= 0 && _open[i].IsForeign; i--)
        {
            if (_open[i].Name == tag.Name)
            {
                _open.CloseTo(i, byOwnEnd: true);
                return;
            }

            if (_open[i].IsTextIntegrationPoint || _open[i].IsHtmlIntegrationPoint)
            {
                // Left open and closed by an outer end: parsers do not agree on which rules that tag follows.
                Stop = HtmlStop.Ambiguous;
                return;
            }
        }

        // The end of an HTML element around the SVG that was left open. Which elements that closes depends on what browsers opened again.
        if (HtmlTags.Has(tag.Tag, TagTraits.Formatting | TagTraits.Heading | TagTraits.TablePart)
            || tag.Tag is HtmlTag.Noscript or HtmlTag.Table
            || _open.Find(tag.Name) >= 0)
        {
            Stop = HtmlStop.Ambiguous;
        }
    }
}
