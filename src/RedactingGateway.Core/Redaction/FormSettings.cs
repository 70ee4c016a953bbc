using System.Security.Cryptography;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Writes into a form what the gateway sets itself.</summary>
internal static class FormSettings
{
    /// <summary>Writes what the gateway sets itself behind <paramref name="segments"/> pairs: restriction flags, secrets, the visitor's address.</summary>
    /// <remarks>
    /// <paramref name="present"/>: absent parts that the client sent and that leave. <paramref name="onlySecrets"/>: the client's parameters
    /// stand in the body, and so do restriction flags.
    /// </remarks>
    /// <returns>Whether there was something to set.</returns>
    public static bool Write(RedactionSession session, FieldState state, bool spaceAsPlus, ref int segments, PooledBuffer output, ulong present = 0, bool onlySecrets = false)
    {
        var written = false;
        foreach (var setting in state.Settings)
        {
            written |= !(onlySecrets && !setting.IsSecret) && WritePair(session, setting, spaceAsPlus, ref segments, output);
        }

        for (var i = 0; i < state.AbsentParts.Length; i++)
        {
            written |= (present & (1UL << i)) == 0 && state.AbsentParts[i].Under(session.Grant) is { } part && !(onlySecrets && !part.IsSecret) && WritePair(session, part, spaceAsPlus, ref segments, output);
        }

        var address = session.Rent();
        if (session.DecideClientAddress(state, inHeader: false, address) is { } name)
        {
            FormWalker.Separate(output, segments++);
            PercentCoding.Encode(name, spaceAsPlus, output);
            output.WriteByte((byte)'=');
            PercentCoding.Encode(address.Written, spaceAsPlus, output);
            written = true;
        }

        session.Return(address);
        return written;
    }

    private static bool WritePair(RedactionSession session, FieldSetting setting, bool spaceAsPlus, ref int segments, PooledBuffer output)
    {
        if (!setting.Applies(session.Grant))
        {
            return false;
        }

        var path = session.Path?.Mark ?? 0;
        FormWalker.Separate(output, segments++);
        PercentCoding.Encode(setting.Name, spaceAsPlus, output);
        output.WriteByte((byte)'=');
        PercentCoding.Encode(setting.Text, spaceAsPlus, output);
        session.Path?.AppendName(setting.Name, inJson: false);
        session.RecordSetting(setting);
        session.Path?.Reset(path);
        return true;
    }

    /// <summary>Appends the checksum over what was written since <paramref name="start"/>.</summary>
    /// <returns>False: there is no secret. The vendor rejects pairs that do not match their checksum, so they stay here.</returns>
    public static bool WriteChecksum(RedactionSession session, Checksum checksum, int start, PooledBuffer output)
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
}
