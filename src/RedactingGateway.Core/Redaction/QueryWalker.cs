using System.Text.Unicode;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks a form behind an optional <c>?</c>; what stands before it is a field of its own, by the name <c>?</c>.</summary>
internal static class QueryWalker
{
    /// <summary>Walks <paramref name="query"/>; without what stands before the <c>?</c> the parameters have no meaning, so all of it goes.</summary>
    public static LayerOutcome Walk(RedactionSession session, ReadOnlySpan<byte> query, FieldState state, PooledBuffer output)
    {
        var question = query.IndexOf((byte)'?');
        var head = question < 0 ? default : query[..question];
        if (!head.IsEmpty && !MayLeave(session, head, state))
        {
            return LayerOutcome.Empty;
        }

        output.Write(query[..(question + 1)]);
        return FormWalker.Walk(session, query[(question + 1)..], state, output);
    }

    // An address has no place for another value, so it leaves as it is or not at all.
    private static bool MayLeave(RedactionSession session, ReadOnlySpan<byte> head, FieldState state)
    {
        var replacement = session.Rent();
        var path = session.Path?.Mark ?? 0;
        session.Path?.Append(".?");
        var known = session.Resolve(state, "?"u8, out var byWildcard);
        known = byWildcard ? null : known;
        var mark = session.Mark();
        var verdict = Utf8.IsValid(head) ? FieldDecider.Decide(session, known, head, isNull: false, replacement) : ValueVerdict.Drop;
        if (verdict == ValueVerdict.Replace)
        {
            session.WithdrawValue(mark, known?.Field);
        }

        session.Path?.Reset(path);
        session.Return(replacement);
        return verdict == ValueVerdict.Keep;
    }
}
