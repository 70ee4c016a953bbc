using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Decides header fields and cookies: only those that the dictionary names can leave.</summary>
internal static class HeaderWalker
{
    // Connection, framing and routing: they belong to a hop, are written anew for the next, and are no fields.
    private static readonly FrozenSet<string> OfTheHop = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "connection", "content-encoding", "content-length", "content-type", "expect", "host", "keep-alive", "proxy-authenticate",
        "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");

    /// <summary>Walks <paramref name="headers"/> and adds what may leave to <paramref name="output"/>.</summary>
    public static void Walk(
        RedactionSession session, CompiledEndpoint endpoint, IReadOnlyList<KeyValuePair<string, string>> headers, List<KeyValuePair<string, string>> output)
    {
        var name = session.Rent();
        var value = session.Rent();
        var replacement = session.Rent();
        var privacyControl = false;
        for (var i = 0; i < headers.Count; i++)
        {
            var header = headers[i];
            if (OfTheHop.Contains(header.Key))
            {
                continue;
            }

            if (header.Key.Equals("Sec-GPC", StringComparison.OrdinalIgnoreCase))
            {
                // W3C Global Privacy Control: intermediaries must not remove "1"; any other value means nothing.
                privacyControl |= header.Value == "1";
            }
            else if (header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            {
                WalkCookies(session, endpoint.Cookies, header.Value, value, replacement, output);
            }
            else
            {
                WalkHeader(session, endpoint.Headers, header, name, value, replacement, output);
            }
        }

        foreach (var setting in endpoint.Headers.Settings)
        {
            if (setting.Applies(session.Grant))
            {
                output.Add(new(Encoding.UTF8.GetString(setting.Name), Encoding.UTF8.GetString(setting.Text)));
                session.Path?.Reset(0);
                session.Path?.Append("header");
                session.Path?.AppendName(setting.Name, inJson: false);
                session.RecordSetting(setting);
            }
        }

        if (session.DecideClientAddress(endpoint.Headers, inHeader: true, replacement) is { } addressName)
        {
            output.Add(new(Encoding.Latin1.GetString(addressName), Encoding.Latin1.GetString(replacement.Written)));
        }

        if (privacyControl)
        {
            output.Add(new("Sec-GPC", "1"));
        }

        session.Return(replacement);
        session.Return(value);
        session.Return(name);
    }

    private static void WalkHeader(
        RedactionSession session, FieldState state, KeyValuePair<string, string> header, PooledBuffer name, PooledBuffer value, PooledBuffer replacement,
        List<KeyValuePair<string, string>> output)
    {
        WriteLower(header.Key, name);
        session.Path?.Reset(0);
        session.Path?.Append("header");
        session.Path?.AppendName(name.Written, inJson: false);
        if (Decide(session, session.Resolve(state, name.Written, out _), header.Value, value, replacement) is { } sent)
        {
            output.Add(new(header.Key, sent));
        }
    }

    private static void WalkCookies(
        RedactionSession session, FieldState state, string header, PooledBuffer value, PooledBuffer replacement, List<KeyValuePair<string, string>> output)
    {
        if (!state.HasMembers)
        {
            return;
        }

        var kept = new StringBuilder();
        foreach (var cookie in header.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = cookie.IndexOf('=');
            var name = equals < 0 ? cookie : cookie[..equals];
            var nameBytes = Encoding.UTF8.GetBytes(name);
            session.Path?.Reset(0);
            session.Path?.Append("cookie");
            session.Path?.AppendName(nameBytes, inJson: false);
            var sent = Decide(session, session.Resolve(state, nameBytes, out _), equals < 0 ? "" : cookie[(equals + 1)..], value, replacement);
            if (sent is not null)
            {
                kept.Append(kept.Length > 0 ? "; " : "").Append(name).Append('=').Append(sent);
            }
        }

        if (kept.Length > 0)
        {
            output.Add(new("Cookie", kept.ToString()));
        }
    }

    private static string? Decide(RedactionSession session, FieldState? state, string text, PooledBuffer value, PooledBuffer replacement)
    {
        // Header fields are octets (RFC 9110 § 5.5), and the server hands each over as one character; what they spell is mostly UTF-8.
        // Those of headers that nobody knows, which are most, are read by nobody but the trace.
        value.Clear();
        if (state is not null || session.Trace is not null)
        {
            value.Advance(Encoding.Latin1.GetBytes(text, value.GetSpan(text.Length)));
        }

        replacement.Clear();
        var mark = session.Mark();
        var verdict = FieldDecider.Decide(session, state, value.Written, isNull: false, replacement);
        if (verdict == ValueVerdict.Replace && replacement.Written.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0)
        {
            session.WithdrawValue(mark, state?.Field);
            return null;
        }

        return verdict switch
        {
            ValueVerdict.Keep => text,
            ValueVerdict.Replace => Encoding.Latin1.GetString(replacement.Written),
            _ => null,
        };
    }

    private static void WriteLower(string text, PooledBuffer output)
    {
        output.Clear();
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        if (Ascii.ToLower(text, span, out var written) == OperationStatus.Done)
        {
            output.Advance(written);
            return;
        }

        written = Encoding.UTF8.GetBytes(text, span);
        for (var i = 0; i < written; i++)
        {
            span[i] = span[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(span[i] | 0x20) : span[i];
        }

        output.Advance(written);
    }
}
