using System.Globalization;
using System.Text;

namespace RedactingGateway.Core.Redaction;

/// <summary>The address of the value at hand, built only while decisions are taken down.</summary>
internal sealed class TracePath
{
    private readonly StringBuilder _text = new();

    public int Mark => _text.Length;

    public void Reset(int mark) => _text.Length = mark;

    public void Append(string text) => _text.Append(text);

    /// <summary>Appends <c>.name</c>, quoted where the spelling asks for it.</summary>
    public void AppendName(ReadOnlySpan<byte> name, bool inJson)
    {
        var text = Encoding.UTF8.GetString(name);
        var needsQuotes = text.AsSpan().IndexOfAny(inJson ? ".[]> \"," : "> \",") >= 0 || text.Length == 0;
        _text.Append('.').Append(needsQuotes ? $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : text);
    }

    public void AppendIndex(int index) => _text.Append(CultureInfo.InvariantCulture, $"[{index}]");

    public override string ToString() => _text.ToString();
}
