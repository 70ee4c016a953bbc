using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Trees;

/// <content>End tags of HTML: which open elements they end.</content>
internal sealed partial class HtmlTree
{
    private void CloseHtml(ScannedTag tag)
    {
        if (ClosePhase(tag))
        {
            return;
        }

        switch (tag.Tag)
        {
            case HtmlTag.P:
                CloseParagraph(byOwnEnd: true);
                return;
            case HtmlTag.Noscript:
                CloseNoscript();
                return;
            case HtmlTag.Template:
                CloseTemplate();
                return;
            case HtmlTag.Select:
                CloseIfFound(_open.Find(HtmlTag.Select));
                return;
            case HtmlTag.Form when _templates == 0:
                CloseForm();
                return;
            case HtmlTag.Li:
                CloseIfFound(_open.FindInScope(HtmlTag.Li, HtmlTag.Ol, HtmlTag.Ul));
                return;
            case >= HtmlTag.H1 and <= HtmlTag.H6:
                CloseHeading(tag.Tag);
                return;
            case HtmlTag.Table or HtmlTag.Caption or HtmlTag.Colgroup or HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot or HtmlTag.Tr or HtmlTag.Td
                or HtmlTag.Th:
                // Whether that ends the select depends on the browser's age.
                Stop = HasSelect ? HtmlStop.Ambiguous : Stop;
                CloseIfFound(_open.FindInTable([tag.Tag]));
                return;
        }

        if (HtmlTags.Has(tag.Tag, TagTraits.Formatting))
        {
            CloseFormatting(tag.Tag, byOwnEnd: true);
        }
        else if (HtmlTags.Has(tag.Tag, TagTraits.Block))
        {
            CloseIfFound(_open.FindInScope(tag.Tag));
        }
        else
        {
            CloseOther(tag.Name);
        }
    }

    private void CloseIfFound(int index)
    {
        if (index >= 0)
        {
            _open.CloseTo(index, byOwnEnd: true);
        }
    }

    private void CloseOther(TagName name)
    {
        for (var i = _open.Count - 1; i >= _open.Floor; i--)
        {
            if (_open[i].Namespace == MarkupNamespace.Html && _open[i].Name == name)
            {
                _open.CloseTo(i, byOwnEnd: true);
                return;
            }

            if (_open[i].IsSpecial)
            {
                // The standard ignores it; not every parser does.
                Stop = _open[i].IsForeign && _open[i].Name == name ? HtmlStop.Ambiguous : Stop;
                return;
            }
        }
    }

    private void CloseHeading(HtmlTag own)
    {
        for (var i = _open.Count - 1; i >= _open.Floor && !_open[i].IsScope; i--)
        {
            if (_open[i].IsHtmlWith(TagTraits.Heading))
            {
                _open.CloseTo(i, byOwnEnd: true);
                return;
            }
        }
    }

    private void CloseForm()
    {
        _hasForm = false;
        if (_open.FindInScope(HtmlTag.Form) is >= 0 and var form)
        {
            CloseImplied(HtmlTag.Other);
            _open.Remove(form);
        }
    }

    private void CloseTemplate()
    {
        if (_open.Find(HtmlTag.Template) is >= 0 and var template)
        {
            _open.CloseTo(template, byOwnEnd: true);
            _templates--;
        }
    }

    // With scripts everything up to here was text, without it was markup: both must agree on what is open.
    private void CloseNoscript()
    {
        if (_noscript < 0)
        {
            return;
        }

        for (var i = _noscript + 1; i < _open.Count; i++)
        {
            if (_open[i].IsForeign || _open[i].Tag is HtmlTag.Select or HtmlTag.Template)
            {
                Stop = HtmlStop.Ambiguous;
            }
        }

        _open.CloseTo(_noscript, byOwnEnd: true);
        _noscript = -1;
        _open.Floor = 0;
    }

    // The adoption agency (13.2.6.4.7), in the stack: what follows the element stays open where a block was opened in it.
    private void CloseFormatting(HtmlTag kind, bool byOwnEnd)
    {
        var index = _open.FindInScope(kind);
        if (index < 0)
        {
            return;
        }

        var block = index + 1;
        while (block < _open.Count && !_open[block].IsSpecial)
        {
            block++;
        }

        if (block == _open.Count)
        {
            _open.CloseTo(index, byOwnEnd);
        }
        else
        {
            _open.Remove(index);
        }
    }
}
