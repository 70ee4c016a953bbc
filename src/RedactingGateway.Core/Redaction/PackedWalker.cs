using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks parts with <c>~</c> between them: Google's user data (<c>tv.1~em.…</c>) and items (<c>id…~nm…~pr…</c>).</summary>
internal static class PackedWalker
{
    private const byte Separator = (byte)'~';

    /// <summary>Walks <paramref name="packed"/>; kept parts are copied as their original bytes, in their order.</summary>
    /// <param name="session">The request.</param>
    /// <param name="packed">The decoded value.</param>
    /// <param name="state">Parts by their keys.</param>
    /// <param name="byDot">Whether the key ends at the first dot; otherwise it is two characters long.</param>
    /// <param name="output">Takes what may leave.</param>
    public static LayerOutcome Walk(RedactionSession session, ReadOnlySpan<byte> packed, FieldState state, bool byDot, PooledBuffer output)
    {
        var replacement = session.Rent();
        var path = session.Path?.Mark ?? 0;
        var changed = false;
        var parts = 0;
        foreach (var range in packed.Split(Separator))
        {
            var part = packed[range];
            var key = byDot ? part.IndexOf((byte)'.') : Math.Min(2, part.Length);
            var name = key < 0 ? part : part[..key];
            var value = key < 0 ? default : part[(byDot ? key + 1 : key)..];
            session.Path?.AppendName(name, inJson: false);
            replacement.Clear();
            var known = session.Resolve(state, name, out _);
            var mark = session.Mark();
            var verdict = FieldDecider.Decide(session, known, value, isNull: false, replacement);
            session.Path?.Reset(path);

            // The format has no escape for its separator.
            if (verdict == ValueVerdict.Replace && replacement.Written.Contains(Separator))
            {
                session.WithdrawValue(mark, known?.Field);
                verdict = ValueVerdict.Drop;
            }

            if (verdict == ValueVerdict.Drop)
            {
                changed = true;
                continue;
            }

            if (parts++ > 0)
            {
                output.WriteByte(Separator);
            }

            output.Write(verdict == ValueVerdict.Keep ? part : part[..^value.Length]);
            output.Write(replacement.Written);
            changed |= verdict == ValueVerdict.Replace;
        }

        session.Return(replacement);
        return !changed ? LayerOutcome.Unchanged : parts > 0 ? LayerOutcome.Changed : LayerOutcome.Empty;
    }
}
