using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <content>Where the walk stands: names, places in lists, commas, depth.</content>
internal ref partial struct JsonWalker
{
    private void ReadName()
    {
        ref var frame = ref _frame;
        BeginMember(ref frame, (int)_reader.TokenStartIndex);
        var name = _reader.ValueIsEscaped ? JsonText.Unescape(_reader.ValueSpan, _decoded) : _reader.ValueSpan;
        frame.Member = _session.Resolve(frame.State, name, out frame.MemberByWildcard);
        frame.MemberPart = frame.State.AbsentParts.Length == 0 ? 0 : frame.State.AbsentPartBit(name);
        if (_session.Path is { } trace)
        {
            trace.Reset(frame.Path);
            trace.AppendName(name, inJson: true);
        }
    }

    // Settles the comma before a member and the white space before that comma.
    private void BeginMember(ref JsonFrame frame, int start)
    {
        if (frame.Seen++ > 0)
        {
            var comma = frame.LastEnd;
            comma += _json[comma] == (byte)',' ? 0 : _json[comma..start].IndexOf((byte)',');
            if (frame.LastWritten)
            {
                Copy(frame.LastEnd, comma);
            }

            frame.Lead = comma + 1;
        }
    }

    private FieldState? BeginValue(int start, int rootPath, out bool byWildcard)
    {
        byWildcard = false;
        if (_depth < 0)
        {
            _session.Path?.Reset(rootPath);
            return _root;
        }

        ref var frame = ref _frame;
        if (!frame.IsArray)
        {
            byWildcard = frame.ByWildcard || frame.MemberByWildcard;
            return frame.Member;
        }

        BeginMember(ref frame, start);
        byWildcard = frame.ByWildcard;
        if (_session.Path is { } trace)
        {
            trace.Reset(frame.Path);
            trace.AppendIndex(frame.Seen - 1);
        }

        return frame.State.Element;
    }

    // The reader says only that it failed. Asked after a failure, so it costs nothing where all is well.
    private static bool IsDeeperThan(int limit, ReadOnlySpan<byte> json)
    {
        var depth = 0;
        var inString = false;
        for (var i = 0; i < json.Length && depth <= limit; i++)
        {
            switch (json[i])
            {
                case (byte)'\\' when inString:
                    i++;
                    break;
                case (byte)'"':
                    inString = !inString;
                    break;
                case (byte)'{' or (byte)'[' when !inString:
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when !inString:
                    depth--;
                    break;
                default:
                    break;
            }
        }

        return depth > limit;
    }
}
