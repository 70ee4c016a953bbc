using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Selectors;

/// <summary>Reads the part of CSS selectors that a start tag decides; everything else is refused with its place.</summary>
internal sealed class SelectorParser
{
    private readonly string _text;
    private readonly List<SelectorStep> _steps = [];
    private int _at;
    private HtmlSelectorError? _error;

    public SelectorParser(string text) => _text = text;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    public bool TryParse([NotNullWhen(true)] out HtmlSelector? selector, [NotNullWhen(false)] out HtmlSelectorError? error)
    {
        do
        {
            Complex();
        }
        while (_error is null && Take(','));

        if (_error is null && _at < _text.Length)
        {
            Unsupported();
        }

        if (_error is null && _steps.Count > HtmlSelector.MaxSteps)
        {
            Fail($"more than {HtmlSelector.MaxSteps} parts", 0);
        }

        error = _error;
        selector = error is null ? new HtmlSelector(_text, [.. _steps]) : null;
        return error is null;
    }

    private void Complex()
    {
        var (isFirst, isChild) = (true, false);
        SkipSpace();
        while (_error is null)
        {
            var step = Compound(isFirst, isChild);
            var hadSpace = SkipSpace();
            isChild = Take('>');
            SkipSpace();
            var isLast = !isChild && (_at == _text.Length || Current == ',' || !hadSpace);
            if (step is not null)
            {
                _steps.Add(step with { IsLast = isLast });
            }

            if (isLast)
            {
                return;
            }

            isFirst = false;
        }
    }

    private SelectorStep? Compound(bool isFirst, bool isChild)
    {
        var start = _at;
        TagName? name = null;
        if (!Take('*') && IsNameStart())
        {
            name = TagName.From(Encoding.UTF8.GetBytes(Name()));
        }

        List<AttributeTest> tests = [];
        while (_error is null)
        {
            switch (Current)
            {
                case '#':
                    _at++;
                    tests.Add(Test("id", AttributeOperator.Equals, Name()));
                    continue;
                case '.':
                    _at++;
                    tests.Add(Test("class", AttributeOperator.Word, Name()));
                    continue;
                case '[':
                    Attribute(tests);
                    continue;
            }

            break;
        }

        if (_error is null && _at == start)
        {
            if (_at == _text.Length || Current == ',')
            {
                Fail("a selector is missing here", _at);
            }
            else
            {
                Unsupported();
            }
        }

        return _error is null ? new SelectorStep(name, [.. tests], isFirst, isChild, IsLast: false) : null;
    }

    private void Attribute(List<AttributeTest> tests)
    {
        _at++;
        SkipSpace();
        var name = Name();
        SkipSpace();
        if (_error is not null)
        {
            return;
        }

        if (Take(']'))
        {
            tests.Add(Test(name, AttributeOperator.Exists, ""));
            return;
        }

        var kind = Current switch
        {
            '=' => AttributeOperator.Equals,
            '~' => AttributeOperator.Word,
            '^' => AttributeOperator.Start,
            '$' => AttributeOperator.End,
            '*' => AttributeOperator.Part,
            '|' => AttributeOperator.Language,
            _ => AttributeOperator.Exists,
        };
        _at += kind is AttributeOperator.Exists or AttributeOperator.Equals ? 0 : 1;
        if (kind == AttributeOperator.Exists || !Take('='))
        {
            Fail("expected ']' or one of = ~= ^= $= *= |=", _at);
            return;
        }

        SkipSpace();
        var value = Current is '"' or '\'' ? Quoted() : Name();
        SkipSpace();
        var flag = char.ToLowerInvariant(Current);
        if (flag is 'i' or 's')
        {
            _at++;
            SkipSpace();
        }

        if (_error is null && !Take(']'))
        {
            Fail("expected ']'", _at);
        }

        tests.Add(Test(name, kind, value, flag == 'i'));
    }

    private static AttributeTest Test(string name, AttributeOperator kind, string value, bool ignoreCase = false) =>
        new(Encoding.UTF8.GetBytes(name.ToLowerInvariant()), kind, value, Encoding.UTF8.GetBytes(value), ignoreCase);

    private string Quoted()
    {
        var start = _at;
        var quote = _text[_at++];
        var value = new StringBuilder();
        while (_at < _text.Length && Current != quote)
        {
            Character(value);
        }

        if (!Take(quote))
        {
            Fail("the quote is not closed", start);
        }

        return value.ToString();
    }

    private string Name()
    {
        var start = _at;
        var value = new StringBuilder();
        if (Current == '\0' || (!IsNameStart() && !(Current == '-' && _at + 1 < _text.Length)))
        {
            Fail("expected a name", start);
            return "";
        }

        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(Current) || Current is '-' or '_' or '\\' || Current >= '\u0080'))
        {
            Character(value);
        }

        return value.ToString();
    }

    private bool IsNameStart() =>
        char.IsAsciiLetter(Current) || Current is '_' or '\\' || Current >= '\u0080'
        || (Current == '-' && _at + 1 < _text.Length && (char.IsAsciiLetter(_text[_at + 1]) || _text[_at + 1] is '-' or '_' or '\\'));

    // One character, or an escape: a backslash and one to six hex digits, or any other character.
    private void Character(StringBuilder value)
    {
        if (Current != '\\')
        {
            value.Append(_text[_at++]);
            return;
        }

        var digits = 0;
        _at++;
        while (digits < 6 && _at + digits < _text.Length && char.IsAsciiHexDigit(_text[_at + digits]))
        {
            digits++;
        }

        if (digits == 0)
        {
            if (_at < _text.Length)
            {
                value.Append(_text[_at++]);
            }

            return;
        }

        var code = int.Parse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _at += digits;
        if (char.IsWhiteSpace(Current))
        {
            _at++;
        }

        value.Append(Rune.IsValid(code) && code != 0 ? new Rune(code).ToString() : "\uFFFD");
    }

    private void Unsupported()
    {
        var what = Current switch
        {
            ':' => "pseudo-classes such as :has or :last-child need more of the page than an element's start tag",
            '+' or '~' => "sibling combinators are not supported: use a class or an attribute on the element itself",
            '|' => "namespaces are not supported",
            '&' => "nesting is not supported",
            _ => $"'{Current}' is not expected here",
        };
        Fail($"{what}; supported are tag, #id, .class, [attribute], 'a b', 'a > b' and commas", _at);
    }

    private void Fail(string message, int at) => _error ??= new HtmlSelectorError(message, at + 1);

    private bool Take(char expected)
    {
        if (_at >= _text.Length || _text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool SkipSpace()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r' or '\f')
        {
            _at++;
        }

        return _at > start;
    }
}
