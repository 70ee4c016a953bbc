using Microsoft.Extensions.Primitives;

namespace RedactingGateway.Pipeline;

/// <summary>Reads cookies off their headers, every one with a name: a collection would hide the second of two.</summary>
/// <remarks>The values are parts of the header's text; nothing is copied.</remarks>
internal ref struct CookieValues(string name, StringValues headers)
{
    private readonly string _name = name;
    private int _header;
    private int _position;

    /// <summary>The cookie at hand.</summary>
    public ReadOnlyMemory<char> Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly CookieValues GetEnumerator() => this;

    /// <summary>Goes to the next cookie by the name.</summary>
    public bool MoveNext()
    {
        for (; _header < headers.Count; _header++, _position = 0)
        {
            var text = (headers[_header] ?? "").AsMemory();
            while (_position < text.Length)
            {
                var rest = text[_position..];
                var end = rest.Span.IndexOf(';');
                var pair = (end < 0 ? rest : rest[..end]).Trim(' ');
                _position += end < 0 ? rest.Length : end + 1;
                var equals = pair.Span.IndexOf('=');
                if (equals >= 0 && pair.Span[..equals].TrimEnd(' ').SequenceEqual(_name))
                {
                    Current = pair[(equals + 1)..].Trim(' ').Trim('"');
                    return true;
                }
            }
        }

        return false;
    }
}
