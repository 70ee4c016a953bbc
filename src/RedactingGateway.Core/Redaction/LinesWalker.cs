using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks a batch of lines, each a form (GA4 <c>/g/collect</c>, Universal Analytics <c>/batch</c>) or a JSON document (NDJSON).</summary>
internal static class LinesWalker
{
    /// <summary>Walks <paramref name="lines"/>; a kept line keeps its own line end (<c>\n</c> or <c>\r\n</c>).</summary>
    /// <param name="session">The request.</param>
    /// <param name="structure"><see cref="Codec.FormLines"/> or <see cref="Codec.JsonLines"/>.</param>
    /// <param name="lines">The batch.</param>
    /// <param name="root">Its element is the line.</param>
    /// <param name="output">Takes what may leave.</param>
    public static LayerOutcome Walk(RedactionSession session, Codec structure, ReadOnlySpan<byte> lines, FieldState root, PooledBuffer output)
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
        var lastContentEnd = start;
        var outcome = LayerOutcome.Empty;
        for (var index = 0; !lines.IsEmpty; index++)
        {
            var end = lines.IndexOf((byte)'\n');
            var whole = end < 0 ? lines : lines[..(end + 1)];
            lines = lines[whole.Length..];
            var content = WithoutLineEnd(whole);
            if (content.IsEmpty)
            {
                output.Write(whole);
                continue;
            }

            session.Path?.AppendIndex(index);
            line.Clear();
            outcome = WalkLine(session, structure, content, lineState, line);
            session.Path?.Reset(path);
            if (outcome == LayerOutcome.Empty)
            {
                changed = true;
                continue;
            }

            // One line that cannot be read, and nobody knows where the next one begins.
            if (outcome is LayerOutcome.Undecodable or LayerOutcome.Limit)
            {
                break;
            }

            changed |= outcome == LayerOutcome.Changed;
            output.Write(outcome == LayerOutcome.Changed ? line.Written : content);
            lastContentEnd = output.Length;
            output.Write(whole[content.Length..]);
            kept++;
        }

        session.Return(line);
        if (outcome is LayerOutcome.Undecodable or LayerOutcome.Limit)
        {
            return outcome;
        }

        if (kept == 0)
        {
            output.Truncate(start);
            return changed ? LayerOutcome.Empty : LayerOutcome.Unchanged;
        }

        // The batch ends as it came: without a line end where its last line was left out.
        if (changed && !endsWithLineEnd)
        {
            output.Truncate(lastContentEnd);
        }

        return changed ? LayerOutcome.Changed : LayerOutcome.Unchanged;
    }

    private static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> line) =>
        line.EndsWith("\r\n"u8) ? line[..^2] : line.EndsWith("\n"u8) ? line[..^1] : line;

    private static LayerOutcome WalkLine(RedactionSession session, Codec structure, ReadOnlySpan<byte> content, FieldState state, PooledBuffer line)
    {
        // A lone carriage return is where lenient readers see another line begin.
        if (structure == Codec.FormLines && content.Contains((byte)'\r'))
        {
            return LayerOutcome.Undecodable;
        }

        if (structure == Codec.JsonLines)
        {
            session.Path?.Append(".");
            return JsonWalker.Walk(session, content, state, line);
        }

        if (!state.IsUnit)
        {
            return FormWalker.Walk(session, content, state, line);
        }

        var unit = session.BeginUnit(session.LooksAhead ? session.LookAhead(FormWalker.Walk, content, state) : null);
        var outcome = FormWalker.Walk(session, content, state, line);
        return session.EndUnit(unit, outcome != LayerOutcome.Empty) ? outcome : LayerOutcome.Empty;
    }
}
