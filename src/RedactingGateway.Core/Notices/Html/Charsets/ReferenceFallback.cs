using System.Globalization;
using System.Text;

namespace RedactingGateway.Core.Notices.Html.Charsets;

/// <summary>Writes a character that a charset lacks as a numeric character reference.</summary>
internal sealed class ReferenceFallback : EncoderFallback
{
    // "&#1114111;", the highest code point.
    private const int LongestReference = 10;

    public static readonly ReferenceFallback Instance = new();

    public override int MaxCharCount => LongestReference;

    public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : EncoderFallbackBuffer
    {
        private string _text = "";
        private int _at;

        public override int Remaining => _text.Length - _at;

        public override bool Fallback(char charUnknown, int index) =>
            Begin(char.IsSurrogate(charUnknown) ? 0xFFFD : charUnknown);

        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) =>
            Begin(char.ConvertToUtf32(charUnknownHigh, charUnknownLow));

        public override char GetNextChar() => _at < _text.Length ? _text[_at++] : '\0';

        public override bool MovePrevious()
        {
            if (_at == 0)
            {
                return false;
            }

            _at--;
            return true;
        }

        public override void Reset() => (_text, _at) = ("", 0);

        private bool Begin(int codePoint)
        {
            _text = string.Create(CultureInfo.InvariantCulture, $"&#{codePoint};");
            _at = 0;
            return true;
        }
    }
}
