using System.Buffers;
using System.Text;
using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Charsets;

/// <summary>Looks for the charset in the first bytes of a page, by the prescan of the HTML standard (13.2.3.2).</summary>
internal ref struct MetaPrescan
{
    private static readonly SearchValues<char> EndsLabel = SearchValues.Create("\t\n\f\r ;");

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private MetaPrescan(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    private readonly bool IsAtEnd => _at >= _bytes.Length;

    /// <summary>The charset that a meta element names; null: none does, or the bytes end before it does.</summary>
    public static HtmlCharset? Find(ReadOnlySpan<byte> bytes) => new MetaPrescan(bytes).Find();

    private HtmlCharset? Find()
    {
        while (!IsAtEnd)
        {
            var less = _bytes[_at..].IndexOf((byte)'<');
            if (less < 0)
            {
                return null;
            }

            _at += less;
            var rest = _bytes[_at..];
            if (rest.StartsWith("<!--"u8))
            {
                // The end's dashes may be those of the start: "<!-->".
                var end = rest[2..].IndexOf("-->"u8);
                _at = end < 0 ? _bytes.Length : _at + 2 + end + 3;
            }
            else if (rest.Length > 5 && MarkupBytes.EqualsLower(rest[..5], "<meta"u8) && (MarkupBytes.IsWhiteSpace(rest[5]) || rest[5] == '/'))
            {
                _at += 6;
                if (Meta() is { } charset)
                {
                    return charset;
                }
            }
            else if (rest.Length > 1 && (MarkupBytes.IsLetter(rest[1]) || (rest.Length > 2 && rest[1] == '/' && MarkupBytes.IsLetter(rest[2]))))
            {
                var end = rest.IndexOfAny(MarkupBytes.EndsUnquoted);
                _at = end < 0 ? _bytes.Length : _at + end;
                while (Attribute(out _, out _))
                {
                }

                _at++;
            }
            else if (rest.Length > 1 && rest[1] is (byte)'!' or (byte)'/' or (byte)'?')
            {
                var end = rest.IndexOf((byte)'>');
                _at = end < 0 ? _bytes.Length : _at + end + 1;
            }
            else
            {
                _at++;
            }
        }

        return null;
    }

    private HtmlCharset? Meta()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        var gotPragma = false;
        bool? needPragma = null;
        string? label = null;
        while (Attribute(out var name, out var value))
        {
            if (!seen.Add(name))
            {
                continue;
            }

            switch (name)
            {
                case "http-equiv":
                    gotPragma = value == "content-type";
                    break;
                case "content" when label is null && FromContent(value) is { } found:
                    label = found;
                    needPragma = true;
                    break;
                case "charset":
                    label = value;
                    needPragma = false;
                    break;
            }
        }

        // The element's end must be here: an attribute that is cut off says nothing yet.
        if (IsAtEnd || needPragma is null || (needPragma.Value && !gotPragma) || label is null)
        {
            return null;
        }

        var charset = HtmlCharset.FromLabel(label);
        return charset?.Name switch
        {
            // The page was read as ASCII up to here, so it cannot be in UTF-16.
            "UTF-16LE" or "UTF-16BE" => HtmlCharset.Utf8,
            "x-user-defined" => HtmlCharset.FromLabel("windows-1252"),
            _ => charset,
        };
    }

    // "Get an attribute" of the standard; names and values in lower case.
    private bool Attribute(out string name, out string value)
    {
        name = value = "";
        while (!IsAtEnd && (MarkupBytes.IsWhiteSpace(_bytes[_at]) || _bytes[_at] == '/'))
        {
            _at++;
        }

        if (IsAtEnd || _bytes[_at] == '>')
        {
            return false;
        }

        var start = _at;
        while (!IsAtEnd && !MarkupBytes.IsWhiteSpace(_bytes[_at]) && _bytes[_at] is not ((byte)'/' or (byte)'>') && (_bytes[_at] != '=' || _at == start))
        {
            _at++;
        }

        name = Text(_bytes[start.._at]);
        SkipSpace();
        if (IsAtEnd || _bytes[_at] != '=')
        {
            return !IsAtEnd;
        }

        _at++;
        SkipSpace();
        if (IsAtEnd)
        {
            return false;
        }

        if (_bytes[_at] is (byte)'"' or (byte)'\'')
        {
            var end = _bytes[(_at + 1)..].IndexOf(_bytes[_at]);
            value = end < 0 ? "" : Text(_bytes.Slice(_at + 1, end));
            _at = end < 0 ? _bytes.Length : _at + end + 2;
        }
        else
        {
            var end = _bytes[_at..].IndexOfAny(MarkupBytes.EndsUnquoted);
            value = end < 0 ? "" : Text(_bytes.Slice(_at, end));
            _at = end < 0 ? _bytes.Length : _at + end;
        }

        return !IsAtEnd;
    }

    private void SkipSpace()
    {
        while (!IsAtEnd && MarkupBytes.IsWhiteSpace(_bytes[_at]))
        {
            _at++;
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).ToLowerInvariant();

    /// <summary>The charset in a content attribute: <c>text/html; charset=…</c>.</summary>
    private static string? FromContent(string value)
    {
        for (var at = value.IndexOf("charset", StringComparison.Ordinal); at >= 0; at = value.IndexOf("charset", at, StringComparison.Ordinal))
        {
            at += "charset".Length;
            var rest = value.AsSpan(at).TrimStart("\t\n\f\r ");
            if (!rest.StartsWith('='))
            {
                continue;
            }

            rest = rest[1..].TrimStart("\t\n\f\r ");
            if (rest is ['"' or '\'', ..])
            {
                var end = rest[1..].IndexOf(rest[0]);
                return end < 0 ? null : rest.Slice(1, end).ToString();
            }

            var stop = rest.IndexOfAny(EndsLabel);
            return (stop < 0 ? rest : rest[..stop]).ToString();
        }

        return null;
    }
}
