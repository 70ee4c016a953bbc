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
        var outerScreen = session.Treatments.Screen;
        session.Treatments.Screen = null;
        var path = session.Path?.Mark ?? 0;
        var spaceAsPlus = form.Contains((byte)'+');
        var changed = false;
        var start = output.Length;
        var segments = 0;
        var pairs = 0;
        var hasChecksum = false;
        var lookedAhead = false;
        var present = 0UL;
        foreach (var range in form.Split((byte)'&'))
        {
            if (session.LimitExceeded)
            {
                break;
            }

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
            if (state.Checksum is { } checksum && name.SequenceEqual(checksum.Name))
            {
                // What came is never passed on: it may be anything. It is made anew when it is known what the others came to.
                hasChecksum = changed = true;
                continue;
            }

            session.Path?.AppendName(name, inJson: false);
            replacement.Clear();
            var field = session.Resolve(state, name, out _);
            if (field?.Field is { Type: FieldType.ScreenHeight } && session.Treatments.Screen is null && !lookedAhead)
            {
                lookedAhead = true;
                ScreenPairing.LookAhead(session, state, form[range.End..]);
            }

            var verdict = FieldDecider.Decide(session, field, value, isNull: false, replacement);
            present |= verdict == ValueVerdict.Drop || state.AbsentParts.Length == 0 ? 0 : state.AbsentPartBit(name);
            switch (verdict)
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
        session.Treatments.Screen = outerScreen;
        if (pairs > 0)
        {
            changed |= FormSettings.Write(session, state, spaceAsPlus, ref segments, output, present);
        }

        if (hasChecksum && pairs > 0)
        {
            if (!FormSettings.WriteChecksum(session, state.Checksum!, start, output))
            {
                return LayerOutcome.Empty;
            }

            changed = !output.Written[start..].SequenceEqual(form);
        }

        return !changed ? LayerOutcome.Unchanged : pairs > 0 ? LayerOutcome.Changed : LayerOutcome.Empty;
    }

    /// <summary>Writes the separator before every pair but the first.</summary>
    public static void Separate(PooledBuffer output, int segments)
    {
        if (segments > 0)
        {
            output.WriteByte((byte)'&');
        }
    }
}
