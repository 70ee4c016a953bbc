using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Trees;

/// <content>From the first byte to the body (13.2.6.4.1 to 13.2.6.4.6).</content>
internal sealed partial class HtmlTree
{
    private bool FollowsPhases => _noscript < 0 && _templates == 0;

    // The root, the head and the body; null: an ordinary tag, in the phase where it belongs.
    private Opened? OpenPhase(ScannedTag tag, ReadOnlySpan<byte> bytes)
    {
        switch (tag.Tag)
        {
            case HtmlTag.Html:
                HasDocumentTag |= FollowsPhases;
                return _open.Count > 0 || !FollowsPhases ? Opened.Ignored : Add(tag, bytes, HtmlTag.Html, MarkupNamespace.Html, isEmpty: false);
            case HtmlTag.Head:
                HasDocumentTag |= FollowsPhases;
                if (_phase != PagePhase.BeforeHead || !FollowsPhases)
                {
                    return Opened.Ignored;
                }

                EnsureRoot();
                _phase = PagePhase.InHead;
                PointsAfter |= HtmlPoints.HeadStart;
                return Add(tag, bytes, HtmlTag.Head, MarkupNamespace.Html, isEmpty: false);
            case HtmlTag.Body:
                HasDocumentTag |= FollowsPhases;
                if (_phase == PagePhase.InBody || !FollowsPhases)
                {
                    return Opened.Ignored;
                }

                LeaveHead();
                _phase = PagePhase.InBody;
                PointsAfter |= HtmlPoints.BodyStart;
                return Add(tag, bytes, HtmlTag.Body, MarkupNamespace.Html, isEmpty: false);
            case HtmlTag.Frameset:
                Stop = HtmlStop.Ambiguous;
                return Opened.Ignored;
        }

        if (_phase != PagePhase.InBody && FollowsPhases)
        {
            Advance(tag.Tag);
        }

        return null;
    }

    private void Advance(HtmlTag tag)
    {
        if (!HtmlTags.Has(tag, TagTraits.Head) || (tag == HtmlTag.Noscript && _phase == PagePhase.AfterHead))
        {
            EnterBody();
            return;
        }

        EnterHead();
        if (_phase == PagePhase.AfterHead && _reopenedHead < 0)
        {
            _reopenedHead = _open.Count;
            Imply(HtmlTag.Head);
        }
    }

    private void EnsureRoot()
    {
        if (_open.Count == 0)
        {
            Imply(HtmlTag.Html);
        }
    }

    private void EnterHead()
    {
        if (_phase == PagePhase.BeforeHead)
        {
            EnsureRoot();
            Imply(HtmlTag.Head);
            _phase = PagePhase.InHead;
            PointsBefore |= HtmlPoints.HeadStart;
        }
    }

    private void LeaveHead()
    {
        EnterHead();
        if (_phase == PagePhase.InHead)
        {
            _open.CloseTo(1, byOwnEnd: false);
            _phase = PagePhase.AfterHead;
            PointsBefore |= HtmlPoints.HeadEnd;
        }
    }

    private void EnterBody()
    {
        LeaveHead();
        if (_phase == PagePhase.AfterHead)
        {
            _open.CloseTo(1, byOwnEnd: false);
            _reopenedHead = -1;
            Imply(HtmlTag.Body);
            _phase = PagePhase.InBody;
            PointsBefore |= HtmlPoints.BodyStart;
        }
    }

    // True where the end tag is one of the root, the head or the body, or is ignored before the body.
    private bool ClosePhase(ScannedTag tag)
    {
        if (!FollowsPhases)
        {
            return tag.Tag is HtmlTag.Html or HtmlTag.Head or HtmlTag.Body;
        }

        switch (tag.Tag)
        {
            case HtmlTag.Head:
                if (_phase is PagePhase.BeforeHead or PagePhase.InHead)
                {
                    EnterHead();
                    _open.CloseTo(1, byOwnEnd: true);
                    _phase = PagePhase.AfterHead;
                    PointsBefore |= HtmlPoints.HeadEnd;
                }

                return true;
            case HtmlTag.Body or HtmlTag.Html:
                EnterBody();
                IsBodyEnd = true;
                return true;
            case HtmlTag.Br when _phase != PagePhase.InBody:
                EnterBody();
                return true;
            default:
                return false;
        }
    }
}
