using System.Runtime.CompilerServices;
using System.Text;
using RedactingGateway.Core.Notices.Html;

namespace RedactingGateway.Core.Notices;

/// <summary>Builds markup: what stands in braces is escaped, whoever wrote it, unless it is <see cref="Markup"/> already.</summary>
internal sealed class NoticeMarkup
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends a line of markup.</summary>
    public NoticeMarkup Line(ref Handler line)
    {
        _text.Append(line.Written).Append('\n');
        return this;
    }

    /// <summary>Appends markup that has no values.</summary>
    public NoticeMarkup Line(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Markup that is not escaped again.</summary>
    internal readonly record struct Markup(string Text);

    /// <summary>Escapes values of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Handler
    {
        private readonly StringBuilder _line;

        public Handler(int literalLength, int formattedCount) => _line = new StringBuilder(literalLength + (formattedCount * 32));

        public StringBuilder Written => _line;

        public void AppendLiteral(string literal) => _line.Append(literal);

        public void AppendFormatted(string? value) => _line.Append(HtmlText.Escape(value ?? ""));

        public void AppendFormatted(Markup value) => _line.Append(value.Text);
    }
}
