using System.Buffers;
using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks a <c>multipart/form-data</c> body (RFC 7578); each part is a field named by its Content-Disposition.</summary>
/// <remarks>
/// A kept part is copied with its headers, so the headers must be of the one form that says nothing but the name; a part
/// with a file name or another header does not leave.
/// </remarks>
internal static class MultipartWalker
{
    // Headers of one part, bytes: a Content-Disposition with a long name and a Content-Type.
    private const int MaxPartHeaderBytes = 1024;

    // RFC 9110 § 5.6.2, without the characters that other readers take for something else.
    private static readonly SearchValues<byte> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.[]"u8);

    /// <summary>Walks <paramref name="body"/>.</summary>
    public static LayerOutcome Walk(RedactionSession session, ReadOnlySpan<byte> body, string boundary, FieldState state, PooledBuffer output)
    {
        var delimiter = Encoding.ASCII.GetBytes($"--{boundary}");
        if (!body.StartsWith(delimiter))
        {
            return LayerOutcome.Undecodable;
        }

        var nameScratch = session.Rent();
        var replacement = session.Rent();
        var path = session.Path?.Mark ?? 0;
        var rest = body[delimiter.Length..];
        var changed = false;
        var parts = 0;
        var present = 0UL;
        var outcome = LayerOutcome.Undecodable;
        while (true)
        {
            if (rest.StartsWith("--"u8))
            {
                // What stands behind the last delimiter belongs to no part; only a line end may.
                if (rest["--"u8.Length..] is [] or [(byte)'\r', (byte)'\n'])
                {
                    changed |= parts > 0 && WriteSettings(session, state, present, delimiter, output);
                    output.Write(delimiter);
                    output.Write(rest);
                    outcome = !changed ? LayerOutcome.Unchanged : parts > 0 ? LayerOutcome.Changed : LayerOutcome.Empty;
                }

                break;
            }

            if (!TryReadPart(rest, delimiter, out var headers, out var content))
            {
                break;
            }

            var part = rest[..(headers.Length + content.Length)];
            rest = rest[(part.Length + "\r\n"u8.Length + delimiter.Length)..];
            replacement.Clear();
            var verdict = DecidePart(session, headers, content, state, nameScratch, replacement, out var absentPart);
            session.Path?.Reset(path);
            if (verdict == ValueVerdict.Drop)
            {
                changed = true;
                continue;
            }

            output.Write(delimiter);
            output.Write(verdict == ValueVerdict.Keep ? part : headers);
            output.Write(replacement.Written);
            output.Write("\r\n"u8);
            changed |= verdict == ValueVerdict.Replace;
            present |= absentPart;
            parts++;
        }

        session.Return(replacement);
        session.Return(nameScratch);
        return outcome;
    }

    private static bool WriteSettings(RedactionSession session, FieldState state, ulong present, ReadOnlySpan<byte> delimiter, PooledBuffer output)
    {
        var written = false;
        foreach (var setting in state.Settings)
        {
            written |= WritePart(session, setting, delimiter, output);
        }

        for (var i = 0; i < state.AbsentParts.Length; i++)
        {
            written |= (present & (1UL << i)) == 0 && state.AbsentParts[i].Under(session.Grant) is { } part && WritePart(session, part, delimiter, output);
        }

        return written;
    }

    private static bool WritePart(RedactionSession session, FieldSetting setting, ReadOnlySpan<byte> delimiter, PooledBuffer output)
    {
        if (!setting.Applies(session.Grant))
        {
            return false;
        }

        var path = session.Path?.Mark ?? 0;
        output.Write(delimiter);
        output.Write("\r\nContent-Disposition: form-data; name=\""u8);
        output.Write(setting.Name);
        output.Write("\"\r\n\r\n"u8);
        output.Write(setting.Text);
        output.Write("\r\n"u8);
        session.Path?.AppendName(setting.Name, inJson: false);
        session.RecordSetting(setting);
        session.Path?.Reset(path);
        return true;
    }

    private static ValueVerdict DecidePart(
        RedactionSession session, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> content, FieldState state, PooledBuffer nameScratch, PooledBuffer replacement,
        out ulong absentPart)
    {
        absentPart = 0;
        if (!TryReadName(headers, nameScratch, out var name))
        {
            session.CountField();
            session.ResetFound();
            session.Path?.Append(".?");
            session.Record(field: null, FieldOutcome.Dropped, WithheldReason.Undecodable, rule: null, content, after: default);
            return ValueVerdict.Drop;
        }

        session.Path?.AppendName(name, inJson: false);
        absentPart = state.AbsentParts.Length == 0 ? 0 : state.AbsentPartBit(name);
        return FieldDecider.Decide(session, session.Resolve(state, name, out _), content, isNull: false, replacement);
    }

    // 'headers' runs from behind the delimiter to behind the empty line, 'content' to before the next delimiter's line end.
    private static bool TryReadPart(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> delimiter, out ReadOnlySpan<byte> headers, out ReadOnlySpan<byte> content)
    {
        headers = content = default;
        if (!rest.StartsWith("\r\n"u8))
        {
            return false;
        }

        var end = rest[..Math.Min(rest.Length, MaxPartHeaderBytes)].IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        headers = rest[..(end + 4)];
        var body = rest[headers.Length..];
        {
            var at = body.IndexOf(delimiter);

            // A delimiter counts at the beginning of a line only; one elsewhere, or behind a lone line feed, is where lenient
            // decoders see another part begin.
            if (at < 2 || body[at - 2] != (byte)'\r' || body[at - 1] != (byte)'\n')
            {
                return false;
            }

            content = body[..(at - 2)];
            return true;
        }
    }

    private static bool TryReadName(ReadOnlySpan<byte> headers, PooledBuffer scratch, out ReadOnlySpan<byte> name)
    {
        name = default;
        var found = false;
        var typed = false;
        foreach (var range in headers.Trim("\r\n"u8).Split("\r\n"u8))
        {
            var line = headers.Trim("\r\n"u8)[range];
            if (StartsWith(line, "content-disposition: form-data; name="u8, out var token) && IsToken(token) && !found)
            {
                // RFC 7578 § 4.2, RFC 6266 § 4.1: a name without quotes, as .NET writes it.
                name = token;
                found = true;
            }
            else if (StartsWith(line, "content-disposition: form-data; name=\""u8, out var rest) && !found)
            {
                if (rest.IsEmpty || rest.IndexOf((byte)'"') != rest.Length - 1)
                {
                    return false;
                }

                // WHATWG HTML § 4.10.21.8: quotes and line ends of a name are percent-encoded.
                name = PercentCoding.Decode(rest[..^1], plusIsSpace: false, scratch);
                found = true;
            }
            else if (typed || !IsPlainContentType(line))
            {
                return false;
            }
            else
            {
                typed = true;
            }
        }

        return found;
    }

    private static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenCharacters);

    private static bool IsPlainContentType(ReadOnlySpan<byte> line) =>
        StartsWith(line, "content-type: "u8, out var rest)
        && MediaType.TryParse(Encoding.ASCII.GetString(rest), out var type) && type.Type != MediaType.MultipartForm;

    private static bool StartsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> lower, out ReadOnlySpan<byte> rest)
    {
        var starts = line.Length >= lower.Length && Ascii.EqualsIgnoreCase(line[..lower.Length], lower);
        rest = starts ? line[lower.Length..] : default;
        return starts;
    }
}
