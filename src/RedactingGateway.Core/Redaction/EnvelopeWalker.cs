using System.Buffers.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>
/// Walks a Sentry envelope (develop.sentry.dev, "Envelopes"): a header line, then items of a header line and a payload, which
/// is as long as its header's <c>length</c> says, or ends at the line's end.
/// </summary>
/// <remarks>
/// The dictionary names parts: <c>header</c>, <c>item</c> (every item's header line), and payloads by the item's type; a type
/// without a name there does not leave. Lengths are written anew.
/// </remarks>
internal static class EnvelopeWalker
{
    /// <summary>Walks <paramref name="envelope"/>.</summary>
    public static LayerOutcome Walk(RedactionSession session, ReadOnlySpan<byte> envelope, FieldState root, PooledBuffer output)
    {
        var path = session.Path?.Mark ?? 0;
        var rest = envelope;
        var header = EnvelopeItem.TakeLine(ref rest);
        var buffer = session.Rent();
        var outcome = WalkPart(session, header, root.Next("header"u8, out _), "header", buffer);
        var changed = outcome != LayerOutcome.Unchanged;
        output.Write(outcome switch { LayerOutcome.Unchanged => header, LayerOutcome.Changed => buffer.Written, _ => "{}"u8 });
        var items = 0;
        while (outcome is not (LayerOutcome.Undecodable or LayerOutcome.Limit))
        {
            // Empty lines between and behind items say nothing.
            rest = rest.TrimStart("\n"u8);
            if (rest.IsEmpty)
            {
                break;
            }

            if (!EnvelopeItem.TryRead(ref rest, out var item))
            {
                outcome = LayerOutcome.Undecodable;
                break;
            }

            buffer.Clear();
            session.Path?.Reset(path);
            outcome = WalkItem(session, item, root, buffer);
            changed |= outcome != LayerOutcome.Unchanged;
            if (outcome is LayerOutcome.Changed or LayerOutcome.Unchanged)
            {
                output.WriteByte((byte)'\n');
                output.Write(buffer.Written);
                items++;
            }
        }

        session.Return(buffer);
        session.Path?.Reset(path);
        if (outcome is LayerOutcome.Undecodable or LayerOutcome.Limit)
        {
            return outcome;
        }

        if (envelope.EndsWith("\n"u8))
        {
            output.WriteByte((byte)'\n');
        }

        return items == 0 ? LayerOutcome.Empty : changed ? LayerOutcome.Changed : LayerOutcome.Unchanged;
    }

    private static LayerOutcome WalkItem(RedactionSession session, in EnvelopeItem item, FieldState root, PooledBuffer output)
    {
        var payloadState = item.IsOfKnownKind ? root.Next(item.Type, out var byWildcard) is { } known && !byWildcard ? known : null : null;
        if (payloadState is null)
        {
            session.CountField();
            session.ResetFound();
            session.Path?.Append(".item");
            session.Record(field: null, FieldOutcome.Dropped, WithheldReason.UnknownField, rule: null, item.Header, after: default);
            return LayerOutcome.Empty;
        }

        var isUnit = root.Element is { IsUnit: true };
        var unit = isUnit ? session.BeginUnit(session.LooksAhead ? session.LookAhead(JsonWalker.Walk, item.Payload, payloadState) : null) : default;
        var mark = session.Mark();
        var path = session.Path?.Mark ?? 0;
        var header = session.Rent();
        var payload = session.Rent();
        var headerOutcome = WalkPart(session, item.Header, root.Next("item"u8, out _), "item", header);
        session.Path?.Reset(path);
        var outcome = headerOutcome is LayerOutcome.Changed or LayerOutcome.Unchanged
            ? WalkPart(session, item.Payload, payloadState, session.Path is null ? "" : System.Text.Encoding.UTF8.GetString(item.Type), payload)
            : LayerOutcome.Empty;
        var leaves = outcome is LayerOutcome.Changed or LayerOutcome.Unchanged
            && TryWrite(headerOutcome == LayerOutcome.Changed ? header.Written : item.Header, outcome == LayerOutcome.Changed ? payload.Written : item.Payload, output);
        session.Return(payload);
        session.Return(header);

        // An item that cannot be read is a field of the envelope: it goes, the others stay.
        if (!leaves)
        {
            session.Withdraw(mark, outcome == LayerOutcome.Undecodable ? WithheldReason.Undecodable : WithheldReason.Policy);
        }

        if (isUnit)
        {
            leaves = session.EndUnit(unit, leaves);
        }

        return outcome == LayerOutcome.Limit ? LayerOutcome.Limit
            : !leaves ? LayerOutcome.Empty
            : headerOutcome == LayerOutcome.Changed || outcome == LayerOutcome.Changed ? LayerOutcome.Changed : LayerOutcome.Unchanged;
    }

    // The length of the payload as it leaves; a payload of several lines needs one.
    private static bool TryWrite(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, PooledBuffer output)
    {
        if (!EnvelopeItem.TryReadHeader(header, out _, out var length, out var lengthSpan))
        {
            return false;
        }

        if (length is null)
        {
            output.Write(header);
        }
        else
        {
            output.Write(header[..lengthSpan.Start]);
            Span<byte> digits = stackalloc byte[11];
            Utf8Formatter.TryFormat(payload.Length, digits, out var written);
            output.Write(length == payload.Length ? header[lengthSpan.Start..lengthSpan.End] : digits[..written]);
            output.Write(header[lengthSpan.End..]);
        }

        output.WriteByte((byte)'\n');
        output.Write(payload);
        return length is not null || !payload.Contains((byte)'\n');
    }

    private static LayerOutcome WalkPart(RedactionSession session, ReadOnlySpan<byte> json, FieldState? state, string name, PooledBuffer output)
    {
        session.Path?.Append($".{name}.");
        return state is null ? LayerOutcome.Empty : JsonWalker.Walk(session, json, state, output);
    }
}
