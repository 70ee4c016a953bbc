using RedactingGateway.Core.Notices.Html.Scanning;
using RedactingGateway.Core.Notices.Html.Trees;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Notices.Html;

/// <content>What happens at a tag, in the order in which it stands in the output.</content>
public sealed partial class HtmlRewriter
{
    private void AtTag(ReadOnlySpan<byte> chunk, int position)
    {
        var bytes = _scanner.TagBytes(chunk, position);
        _pendingEnd = _scanner.TagStart < 0 && bytes.Length > 0 ? position : 0;
        var tag = _scanner.Tag;
        Report.OversizedTags += tag.IsOversized ? 1 : 0;
        var opened = Opened.Ignored;
        if (tag.IsEnd)
        {
            _tree.Close(tag);
        }
        else
        {
            opened = _tree.Open(tag, bytes);
        }

        if (_tree.Stop != HtmlStop.None || _tree.IsOverBudget(_offset + position))
        {
            WriteTag(chunk, position);
            StopAt(_tree.Stop != HtmlStop.None ? _tree.Stop : HtmlStop.TooDeep);
            return;
        }

        Page.IsDocument |= _tree.HasDocumentTag || _scanner.HasDoctype;
        var isElement = !tag.IsEnd && opened != Opened.Ignored && !tag.IsOversized;
        if (isElement && _matcher.HasMatch || !IsPlain)
        {
            AtPlace(chunk, position, bytes, isElement, opened);
        }
        else if (isElement)
        {
            Learn(tag, bytes);
        }

        Follow(tag, opened, position);
    }

    // Nothing is put in, held, or ends here: the tag stays in the chunk and is written with what comes after it.
    private bool IsPlain =>
        _scanner.TagStart >= 0 && !_output.IsHolding && _scanner.Pending.Length == 0 && _tree.Closed.Count == 0 && !_tree.IsBodyEnd
        && ((_tree.PointsBefore | _tree.PointsAfter) & _wanted) == HtmlPoints.None;

    private void AtPlace(ReadOnlySpan<byte> chunk, int position, ReadOnlySpan<byte> bytes, bool isElement, Opened opened)
    {
        WriteTo(chunk, Math.Max(_scanner.TagStart, 0));
        EndElements(afterTag: false);
        InsertPoints(_tree.PointsBefore);
        if (_tree.IsBodyEnd && MayInsert(_tree.ContextBefore))
        {
            HoldBodyEnd(_scanner.Tag.Tag);
        }

        if (isElement)
        {
            Learn(_scanner.Tag, bytes);
        }

        if (isElement && _matcher.HasMatch)
        {
            AtElement(chunk, position, bytes, opened);
        }
        else
        {
            WriteTag(chunk, position);
        }

        EndElements(afterTag: true);
        InsertPoints(_tree.PointsAfter);
        if (Page.IsStopAsked && !_isRaw)
        {
            StopAt(HtmlStop.NothingMore);
        }
    }

    // Tells the scanner what the next bytes are.
    private void Follow(ScannedTag tag, Opened opened, int position)
    {
        _scanner.IsInForeign = _tree.IsForeign;
        _scanner.WatchesText = _tree.WatchesText;
        if (opened == Opened.Open && _tree.IsInNoscript && tag.Tag == HtmlTag.Noscript && !tag.IsEnd)
        {
            _noscript.Begin(_offset + position);
        }

        if (opened == Opened.Open && !_tree.IsForeign && HtmlTags.Has(tag.Tag, TagTraits.Text))
        {
            _scanner.EnterText(tag.Tag);
            _scanner.WatchesText = false;
        }
    }

    private void WriteTag(ReadOnlySpan<byte> chunk, int position)
    {
        WritePending();
        WriteTo(chunk, position);
    }

    private void AtElement(ReadOnlySpan<byte> chunk, int position, ReadOnlySpan<byte> bytes, Opened opened)
    {
        Report.Matched++;
        _element.Begin(_scanner.Tag, bytes, _tree.ContextOfElement, _tree.IsForeignElement, _offset + _scanner.TagStart);
        _visitor.OnElement(_element);

        // From here on only our own code runs: the tag is written, changed or not.
        // What stands first in a template decides whether rows and cells are read in it.
        var isTemplateRow = (_element.Context & HtmlContext.Template) != HtmlContext.None && HtmlTags.Has(_scanner.Tag.Tag, TagTraits.TablePart);
        var mayInsert = !isTemplateRow && MayInsert(_element.Context) && MayInsert(_tree.ContextBefore) && _scanner.Tag.Tag is not (HtmlTag.Html or HtmlTag.Head or HtmlTag.Body);
        Report.Refused += !mayInsert && _element.Before.Length + _element.After.Length > 0 ? 1 : 0;
        var isRemoved = _element.IsRemoved && _scanner.Tag.Tag is not (HtmlTag.Html or HtmlTag.Head or HtmlTag.Body);
        if (mayInsert)
        {
            Insert(_element.Before);
        }

        var after = mayInsert ? _element.After : default;
        if (opened == Opened.Empty)
        {
            WriteElement(chunk, position, bytes, isRemoved);
            Report.Removed += isRemoved ? 1 : 0;
            Insert(isRemoved ? _element.Replacement : default);
            InsertAfter(after, _element.Inserted);
            return;
        }

        if (isRemoved || after.Length > 0)
        {
            _lastWatch++;
            _watches[_lastWatch] = new ElementWatch(isRemoved ? _output.Begin(_lastWatch) : null, _element.Replacement, after, _element.Inserted, _element.Context);
            _tree.Watch(_lastWatch);
        }

        WriteElement(chunk, position, bytes, isDropped: false);
    }

    private void WriteElement(ReadOnlySpan<byte> chunk, int position, ReadOnlySpan<byte> bytes, bool isDropped)
    {
        if (!isDropped && _element.Edits.Count == 0)
        {
            WriteTag(chunk, position);
            return;
        }

        if (!isDropped)
        {
            using var edited = new PooledBuffer();
            TagEditor.Write(_scanner.Tag, bytes, _element.Edits, edited);
            Report.Edited++;
            Emit(edited.Written);
        }

        _scanner.ReleasePending();
        _pendingEnd = 0;
        _written = position;
    }

    private void EndElements(bool afterTag)
    {
        foreach (var closed in _tree.Closed)
        {
            if (closed.AfterTag == afterTag && _watches.Remove(closed.Watch, out var watch))
            {
                EndElement(watch, closed.IsCrossed, MayInsertAfter(watch, afterTag ? _tree.Context : _tree.ContextBefore));
            }
        }
    }

    private static bool MayInsert(HtmlContext context) =>
        (context & (HtmlContext.Foreign | HtmlContext.Noscript | HtmlContext.Select)) == HtmlContext.None;

    // What is put in may have a form of its own, unless the element was in one already: then it was told so.
    private static bool MayInsertAfter(ElementWatch watch, HtmlContext context) =>
        MayInsert(context) && (context & ~watch.Context & HtmlContext.Form) == HtmlContext.None;

    private void InsertAfter(ReadOnlyMemory<byte> markup, Action? inserted)
    {
        Insert(markup);
        if (markup.Length > 0)
        {
            inserted?.Invoke();
        }
    }

    private void EndElement(ElementWatch watch, bool isCrossed, bool mayInsert)
    {
        if (watch.Hold is not null && !isCrossed && _output.TakeBack(watch.Hold))
        {
            Report.Removed++;
            Insert(watch.Replacement);
        }
        else if (watch.Hold is not null)
        {
            Report.Kept++;
            _output.Release(watch.Hold);
        }

        Report.Refused += !mayInsert && watch.After.Length > 0 ? 1 : 0;
        InsertAfter(mayInsert ? watch.After : default, watch.Inserted);
    }

    private void Learn(ScannedTag tag, ReadOnlySpan<byte> bytes)
    {
        switch (tag.Tag)
        {
            case HtmlTag.Html:
                Page.Language = PageLanguage.Read(Value(tag, bytes, "lang"u8));
                break;
            case HtmlTag.Base when _tree.ContextOfElement == HtmlContext.Head || _tree.IsInBody:
                Page.BaseAddress ??= Value(tag, bytes, "href"u8);
                break;
            case HtmlTag.Meta when _tree.ContextOfElement == HtmlContext.Head
                && string.Equals(Value(tag, bytes, "http-equiv"u8), "content-security-policy", StringComparison.OrdinalIgnoreCase)
                && Value(tag, bytes, "content"u8) is { } policy:
                Page.AddMetaPolicy(policy);
                break;
        }
    }

    private string? Value(ScannedTag tag, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name) =>
        tag.Find(bytes, name) is >= 0 and var index ? HtmlText.Decode(tag.Attributes[index].Value(bytes), Page.Charset) : null;
}
