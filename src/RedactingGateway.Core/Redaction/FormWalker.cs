using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks <c>name=value</c> pairs: queries, form bodies and lines.</summary>
internal static class FormWalker
{
    /// <summary>Walks <paramref name="form"/>; kept pairs are copied as their original bytes, in their order.</summary>
    public static LayerOutcome Walk(RedactionSession session, ReadOnlySpan<byte> form, FieldState state, PooledBuffer output)
    {
        var nameScratch = session.Rent();
        var valueScratch = session.Rent();
        var replacement = session.Rent();
        var path = session.Path?.Mark ?? 0;
        var spaceAsPlus = form.Contains((byte)'+');
        var changed = false;
        var segments = 0;
        var pairs = 0;
        foreach (var range in form.Split((byte)'&'))
        {
            var pair = form[range];
            if (pair.IsEmpty)
            {
                // "&&" says nothing and is kept, so that a form without personal data stays as it came.
                Separate(output, segments++);
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            var name = PercentCoding.Decode(equals < 0 ? pair : pair[..equals], plusIsSpace: true, nameScratch);
            var value = PercentCoding.Decode(equals < 0 ? default : pair[(equals + 1)..], plusIsSpace: true, valueScratch);
            session.Path?.AppendName(name, inJson: false);
            replacement.Clear();
            switch (FieldDecider.Decide(session, session.Resolve(state, name, out _), value, isNull: false, replacement))
            {
                case ValueVerdict.Keep:
                    Separate(output, segments++);
                    output.Write(pair);
                    pairs++;
                    break;
                case ValueVerdict.Replace:
                    Separate(output, segments++);
                    output.Write(pair[..(equals + 1)]);
                    PercentCoding.Encode(replacement.Written, spaceAsPlus, output);
                    pairs++;
                    changed = true;
                    break;
                default:
                    changed = true;
                    break;
            }

            session.Path?.Reset(path);
        }

        session.Return(replacement);
        session.Return(valueScratch);
        session.Return(nameScratch);
        return !changed ? LayerOutcome.Unchanged : pairs > 0 ? LayerOutcome.Changed : LayerOutcome.Empty;
    }

    private static void Separate(PooledBuffer output, int segments)
    {
        if (segments > 0)
        {
            output.WriteByte((byte)'&');
        }
    }
}
