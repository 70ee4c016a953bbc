using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Decides the segments of a path that are fields; the others were matched to the endpoint's template byte for byte.</summary>
internal static class PathWalker
{
    /// <summary>Writes the path for the vendor. A segment cannot be left out: where it may not leave, the request may not.</summary>
    public static void Walk(RedactionSession session, CompiledEndpoint endpoint, ReadOnlySpan<byte> path, PooledBuffer output)
    {
        if (endpoint.PathFields.IsEmpty && endpoint.Forward.IsEmpty)
        {
            output.Write(path);
            return;
        }

        if (endpoint.Forward.IsEmpty)
        {
            var index = 0;
            foreach (var range in path[1..].Split((byte)'/'))
            {
                output.WriteByte((byte)'/');
                WriteSegment(session, endpoint, index++, path[1..][range], output);
            }

            return;
        }

        foreach (var (literal, segment) in endpoint.Forward)
        {
            output.WriteByte((byte)'/');
            if (literal is not null)
            {
                output.Write(literal);
            }
            else
            {
                WriteSegment(session, endpoint, segment, SegmentAt(path[1..], segment), output);
            }
        }
    }

    private static void WriteSegment(RedactionSession session, CompiledEndpoint endpoint, int index, ReadOnlySpan<byte> segment, PooledBuffer output)
    {
        if (FieldAt(endpoint, index) is not { } field)
        {
            output.Write(segment);
            return;
        }

        var value = session.Rent();
        var replacement = session.Rent();
        session.Path?.Reset(0);
        session.Path?.Append(field.Address);
        switch (FieldDecider.Decide(session, field.Alone, PercentCoding.Decode(segment, plusIsSpace: false, value), isNull: false, replacement))
        {
            case ValueVerdict.Keep:
                output.Write(segment);
                break;
            case ValueVerdict.Replace:
                PercentCoding.Encode(replacement.Written, spaceAsPlus: false, output);
                break;
            default:
                session.MissRequired();
                break;
        }

        session.Return(replacement);
        session.Return(value);
    }

    private static ReadOnlySpan<byte> SegmentAt(ReadOnlySpan<byte> path, int index)
    {
        foreach (var range in path.Split((byte)'/'))
        {
            if (index-- == 0)
            {
                return path[range];
            }
        }

        return default;
    }

    private static CompiledField? FieldAt(CompiledEndpoint endpoint, int index)
    {
        foreach (var (segment, field) in endpoint.PathFields)
        {
            if (segment == index)
            {
                return field;
            }
        }

        return null;
    }
}
