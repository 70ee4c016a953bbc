using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks a batch of lines, each a form (GA4 <c>/g/collect</c>, Universal Analytics <c>/batch</c>).</summary>
internal static class FormLinesWalker
{
    /// <summary>Walks <paramref name="lines"/>; a kept line keeps its own line end (<c>\n</c> or <c>\r\n</c>).</summary>
    public static LayerOutcome Walk(RedactionSession session, ReadOnlySpan<byte> lines, FieldState root, PooledBuffer output)
    {
        if (root.Element is not { } lineState)
        {
            return LayerOutcome.Empty;
        }

        var line = session.Rent();
        var path = session.Path?.Mark ?? 0;
        var changed = false;
        var kept = 0;
        var start = output.Length;
        var endsWithLineEnd = lines.EndsWith("\n"u8);
        var lastLineEnd = 0;
        for (var index = 0; !lines.IsEmpty; index++)
        {
            var end = lines.IndexOf((byte)'\n');
            var whole = end < 0 ? lines : lines[..(end + 1)];
            lines = lines[whole.Length..];
            var content = whole.TrimEnd("\r\n"u8);
            if (content.IsEmpty)
            {
                output.Write(whole);
                continue;
            }

            session.Path?.AppendIndex(index);
            line.Clear();
            var outcome = WalkLine(session, content, lineState, line);
            session.Path?.Reset(path);
            if (outcome == LayerOutcome.Empty)
            {
                changed = true;
                continue;
            }

            changed |= outcome == LayerOutcome.Changed;
            output.Write(outcome == LayerOutcome.Changed ? line.Written : content);
            output.Write(whole[content.Length..]);
            lastLineEnd = whole.Length - content.Length;
            kept++;
        }

        session.Return(line);
        if (kept == 0)
        {
            output.Truncate(start);
            return changed ? LayerOutcome.Empty : LayerOutcome.Unchanged;
        }

        // The batch ends as it came: without a line end where its last line was left out.
        if (changed && !endsWithLineEnd)
        {
            output.Truncate(output.Length - lastLineEnd);
        }

        return changed ? LayerOutcome.Changed : LayerOutcome.Unchanged;
    }

    private static LayerOutcome WalkLine(RedactionSession session, ReadOnlySpan<byte> content, FieldState state, PooledBuffer line)
    {
        if (!state.IsUnit)
        {
            return FormWalker.Walk(session, content, state, line);
        }

        var unit = session.BeginUnit();
        var outcome = FormWalker.Walk(session, content, state, line);
        return session.EndUnit(unit, outcome != LayerOutcome.Empty) ? outcome : LayerOutcome.Empty;
    }
}
