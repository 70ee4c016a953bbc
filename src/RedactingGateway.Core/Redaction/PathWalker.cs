using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Decides the segments of a path that are fields; the others were matched to the endpoint's template byte for byte.</summary>
internal static class PathWalker
{
    /// <summary>Writes <paramref name="path"/>. A segment cannot be left out: where it may not leave, the request may not.</summary>
    public static void Walk(RedactionSession session, CompiledEndpoint endpoint, ReadOnlySpan<byte> path, PooledBuffer output)
    {
        if (endpoint.PathFields.IsEmpty)
        {
            output.Write(path);
            return;
        }

        var value = session.Rent();
        var replacement = session.Rent();
        var index = 0;
        foreach (var range in path[1..].Split((byte)'/'))
        {
            var segment = path[1..][range];
            output.WriteByte((byte)'/');
            if (FieldAt(endpoint, index++) is not { } field)
            {
                output.Write(segment);
                continue;
            }

            session.Path?.Reset(0);
            session.Path?.Append(field.Address);
            replacement.Clear();
            switch (FieldDecider.Decide(session, new FieldState { Field = field }, PercentCoding.Decode(segment, plusIsSpace: false, value), isNull: false, replacement))
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
        }

        session.Return(replacement);
        session.Return(value);
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
