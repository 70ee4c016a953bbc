using System.Security.Cryptography;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Forms;

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
        session.Treatments.Screen = null;
        var path = session.Path?.Mark ?? 0;
        var spaceAsPlus = form.Contains((byte)'+');
        var changed = false;
        var start = output.Length;
        var segments = 0;
        var pairs = 0;
        var hasChecksum = false;
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
            if (state.Checksum is { } checksum && name.SequenceEqual(checksum.Name))
            {
                // Decided when it is known what the others came to.
                hasChecksum = true;
                continue;
            }

            session.Path?.AppendName(name, inJson: false);
            replacement.Clear();
            var field = session.Resolve(state, name, out _);
            if (field?.Field is { Type: FieldType.ScreenHeight } && session.Treatments.Screen is null)
            {
                LookAheadForWidth(session, state, form[range.End..]);
            }

            switch (FieldDecider.Decide(session, field, value, isNull: false, replacement))
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
        if (pairs > 0)
        {
            changed |= WriteSettings(session, state, spaceAsPlus, ref segments, output);
        }

        if (hasChecksum && changed && pairs > 0 && !WriteChecksum(session, state.Checksum!, start, output))
        {
            return LayerOutcome.Empty;
        }

        return !changed ? LayerOutcome.Unchanged : pairs > 0 ? LayerOutcome.Changed : LayerOutcome.Empty;
    }

    // A height is of the class of the width beside it, also where that comes later.
    private static void LookAheadForWidth(RedactionSession session, FieldState state, ReadOnlySpan<byte> rest)
    {
        foreach (var range in rest.Split((byte)'&'))
        {
            var pair = rest[range];
            var equals = pair.IndexOf((byte)'=');
            if (equals > 0 && state.Next(pair[..equals], out _)?.Field is { Type: FieldType.ScreenWidth }
                && ScreenGeneralization.TryClassify(pair[(equals + 1)..], out var screen))
            {
                session.Treatments.Screen = screen;
                return;
            }
        }
    }

    /// <summary>Writes what the gateway sets itself behind <paramref name="segments"/> pairs: restriction flags, secrets, the visitor's address.</summary>
    /// <remarks><paramref name="onlySecrets"/>: the client's parameters stand in the body, and so do restriction flags.</remarks>
    /// <returns>Whether there was something to set.</returns>
    public static bool WriteSettings(RedactionSession session, FieldState state, bool spaceAsPlus, ref int segments, PooledBuffer output, bool onlySecrets = false)
    {
        var path = session.Path?.Mark ?? 0;
        var written = false;
        foreach (var setting in state.Settings)
        {
            if (!setting.Applies(session.Grant) || (onlySecrets && !setting.IsSecret))
            {
                continue;
            }

            Separate(output, segments++);
            PercentCoding.Encode(setting.Name, spaceAsPlus, output);
            output.WriteByte((byte)'=');
            PercentCoding.Encode(setting.Text, spaceAsPlus, output);
            session.Path?.AppendName(setting.Name, inJson: false);
            session.RecordSetting(setting);
            session.Path?.Reset(path);
            written = true;
        }

        var address = session.Rent();
        if (session.DecideClientAddress(state, inHeader: false, address) is { } name)
        {
            Separate(output, segments++);
            PercentCoding.Encode(name, spaceAsPlus, output);
            output.WriteByte((byte)'=');
            PercentCoding.Encode(address.Written, spaceAsPlus, output);
            written = true;
        }

        session.Return(address);
        return written;
    }

    // The vendor rejects pairs that do not match their checksum, so without the secret they stay here.
    private static bool WriteChecksum(RedactionSession session, Checksum checksum, int start, PooledBuffer output)
    {
        var path = session.Path?.Mark ?? 0;
        session.Path?.AppendName(checksum.Name, inJson: false);
        session.CountField();
        session.ResetFound();
        if (checksum.Secret is not { } secret)
        {
            session.Record(field: null, FieldOutcome.Dropped, WithheldReason.Credential, rule: null, default, default);
            session.MissRequired();
            session.Path?.Reset(path);
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(output.Written[start..]);
        hash.AppendData(secret);
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(sum);
        output.WriteByte((byte)'&');
        output.Write(checksum.Name);
        output.WriteByte((byte)'=');
        Convert.TryToHexString(sum, output.GetSpan(SHA256.HashSizeInBytes * 2), out var written);
        output.Advance(written);
        session.RecordSetting(new FieldSetting(checksum.Name, [], 0, IsSecret: true, Diagnostics.SourceSpan.None));
        session.Path?.Reset(path);
        return true;
    }

    private static void Separate(PooledBuffer output, int segments)
    {
        if (segments > 0)
        {
            output.WriteByte((byte)'&');
        }
    }
}
