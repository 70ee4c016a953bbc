using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html;

/// <content>Points of the page, and its end.</content>
public sealed partial class HtmlRewriter
{
    private static readonly HtmlPoints[] InOrder = [HtmlPoints.HeadStart, HtmlPoints.HeadEnd, HtmlPoints.BodyStart];

    private void InsertPoints(HtmlPoints points)
    {
        if ((points & _wanted) == HtmlPoints.None)
        {
            return;
        }

        foreach (var point in InOrder)
        {
            if ((points & _wanted & point) != HtmlPoints.None)
            {
                _wanted &= ~point;
                InsertAt(point);
            }
        }
    }

    private void InsertAt(HtmlPoints point)
    {
        if (Page.IsDocument || _scanner.HasDoctype || _options.TreatAsDocument)
        {
            Report.Reached |= point;
            Insert(_visitor.AtPoint(point, Page));
        }
    }

    private void Insert(ReadOnlyMemory<byte> markup)
    {
        if (markup.Length > 0)
        {
            Report.Insertions++;
            Emit(markup.Span);
        }
    }

    // Another end of the body may follow; the last one counts.
    private void HoldBodyEnd(HtmlTag tag)
    {
        if ((_wanted & HtmlPoints.BodyEnd) == HtmlPoints.None || (tag == HtmlTag.Html && _bodyEnd is not null))
        {
            return;
        }

        if (_bodyEnd is not null)
        {
            _output.Release(_bodyEnd);
        }

        _bodyEnd = _output.Begin(0);
    }

    private void InsertBodyEnd()
    {
        var hold = _bodyEnd!;
        _bodyEnd = null;
        _wanted &= ~HtmlPoints.BodyEnd;
        var markup = ReadOnlyMemory<byte>.Empty;
        if (Page.IsDocument || _options.TreatAsDocument)
        {
            Report.Reached |= HtmlPoints.BodyEnd;
            markup = _visitor.AtPoint(HtmlPoints.BodyEnd, Page);
            Report.Insertions += markup.Length > 0 ? 1 : 0;
        }

        _output.Release(hold, markup.Span);
    }

    private void End()
    {
        Page.IsDocument |= _tree.HasDocumentTag || _scanner.HasDoctype;
        if (_bodyEnd is not null)
        {
            InsertBodyEnd();
        }

        // In an unfinished tag, comment or script nothing can stand.
        var mayInsert = _scanner.IsInData && MayInsert(_tree.Context);
        if (mayInsert && _wanted != HtmlPoints.None && (_tree.Context & HtmlContext.Template) == HtmlContext.None)
        {
            // What the visitor wants in the head or at the start of a body that never came stands here too.
            _tree.Text();
            InsertPoints(_tree.PointsBefore);
            if ((_wanted & HtmlPoints.BodyEnd) != HtmlPoints.None)
            {
                _wanted &= ~HtmlPoints.BodyEnd;
                InsertAt(HtmlPoints.BodyEnd);
            }
        }

        var context = _tree.Context;
        _tree.End();
        foreach (var closed in _tree.Closed)
        {
            if (_watches.Remove(closed.Watch, out var watch))
            {
                Report.Kept += watch.Hold is not null ? 1 : 0;
                if (watch.After.Length == 0)
                {
                    continue;
                }

                if (!mayInsert || !MayInsertAfter(watch, context))
                {
                    Report.Refused++;
                    continue;
                }

                _output.ReleaseAll();
                InsertAfter(watch.After, watch.Inserted);
            }
        }
    }
}
