using System.Collections.Immutable;
using System.Text;

namespace RedactingGateway.Core.Protocols.Addresses;

/// <summary>Reads addresses; says exactly where one is wrong.</summary>
/// <param name="text">One address, or several with commas between them.</param>
internal sealed class FieldAddressParser(string text)
{
    private readonly ImmutableArray<AddressStep>.Builder _steps = ImmutableArray.CreateBuilder<AddressStep>();
    private int _at;
    private AddressError? _error;

    /// <summary>Reads one address.</summary>
    public static ParsedAddress Parse(string text)
    {
        var parser = new FieldAddressParser(text);
        var parsed = parser.Next();
        return parsed.Error is null && parser._at < text.Length
            ? parsed with { Address = null, Error = new AddressError(parser._at, "one address stands here, not several") }
            : parsed;
    }

    private ParsedAddress Next()
    {
        SkipSpace();
        var start = _at;
        _steps.Clear();
        _error = null;
        var place = ReadPlace();
        while (_error is null && Skip('>'))
        {
            SkipSpace();
            ReadLayer();
        }

        SkipSpace();
        if (_error is null && _at < text.Length && text[_at] != ',')
        {
            Fail("here the address should end, or go on with '>'");
        }

        if (_error is null && _steps.Count > FieldAddress.MaxSteps)
        {
            Fail($"more than {FieldAddress.MaxSteps} steps");
        }

        var error = _error;
        if (error is not null)
        {
            // The next address begins behind the next comma.
            var comma = text.IndexOf(',', Math.Min(_at, text.Length));
            _at = comma < 0 ? text.Length : comma;
        }

        var address = error is null ? new FieldAddress(place, _steps.ToImmutable()) : null;
        return new ParsedAddress(address, error, start, text[start.._at].TrimEnd().Length);
    }

    private AddressPlace ReadPlace()
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiLetter(text[_at]))
        {
            _at++;
        }

        var word = text[start.._at];
        AddressPlace? named = word switch
        {
            "query" => AddressPlace.Query,
            "form" => AddressPlace.Form,
            "header" => AddressPlace.Header,
            "cookie" => AddressPlace.Cookie,
            "path" => AddressPlace.Path,
            _ => null,
        };
        if (named is { } place)
        {
            ReadName(lowerCase: place == AddressPlace.Header);
            return place;
        }

        if (word != "body")
        {
            _at = start;
            Fail("an address begins with query, form, header, cookie, path or body");
            return default;
        }

        if (SkipText(".$"))
        {
            ReadPath();
            return AddressPlace.Json;
        }

        if (SkipText("[]"))
        {
            _steps.Add(new AddressStep(StepKind.Element));
            if (IsPathAhead() && SkipText(".$"))
            {
                ReadPath();
                return AddressPlace.JsonLines;
            }

            if (_at < text.Length && text[_at] == '.')
            {
                ReadName(lowerCase: false);
            }

            return AddressPlace.Lines;
        }

        if (ReadPart() is { } part)
        {
            _steps.Add(new AddressStep(StepKind.Name, part));
            ReadPath();
            return AddressPlace.Envelope;
        }

        Fail("behind body stands .$ and a JSON path, [] for the lines of a body, or .NAME.$ for a part of an envelope");
        return default;
    }

    // A name may begin with '$'; only a whole step of it begins a JSON path.
    private bool IsPathAhead() =>
        text.AsSpan(_at).StartsWith(".$", StringComparison.Ordinal) && (_at + 2 >= text.Length || text[_at + 2] is '.' or '[' or ',' or '>' or ' ');

    // ".NAME.$": an item type of an envelope, or its "header" and "item" lines.
    private string? ReadPart()
    {
        var start = _at + 1;
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-'))
        {
            end++;
        }

        if (_at >= text.Length || text[_at] != '.' || end == start || !text.AsSpan(end).StartsWith(".$", StringComparison.Ordinal))
        {
            return null;
        }

        _at = end + ".$".Length;
        return text[start..end];
    }

    private void ReadLayer()
    {
        if (SkipText("$"))
        {
            _steps.Add(new AddressStep(StepKind.IntoJson));
            ReadPath();
        }
        else if (SkipText("form"))
        {
            _steps.Add(new AddressStep(StepKind.IntoForm));
            ReadName(lowerCase: false);
        }
        else if (SkipText("packed"))
        {
            _steps.Add(new AddressStep(StepKind.IntoPacked));
            ReadName(lowerCase: false);
        }
        else
        {
            Fail("behind '>' stands $ and a JSON path, or form or packed and a name");
        }
    }

    // Everything up to '>', ',' or the end is the name: dots and brackets too.
    private void ReadName(bool lowerCase)
    {
        if (!Skip('.'))
        {
            Fail("a '.' and a name are missing");
            return;
        }

        AddStep(ReadWord(",>"), lowerCase, inPath: false);
    }

    private void ReadPath()
    {
        while (_error is null && _at < text.Length)
        {
            if (SkipText("[]"))
            {
                _steps.Add(new AddressStep(StepKind.Element));
            }
            else if (text[_at] == '[')
            {
                Fail("items of a list are written [], without a number or '*'");
            }
            else if (Skip('.'))
            {
                AddStep(ReadWord(",>.[]"), lowerCase: false, inPath: true);
            }
            else
            {
                return;
            }
        }
    }

    private (string Name, bool IsQuoted, int Start) ReadWord(string ends)
    {
        var start = _at;
        if (_at < text.Length && text[_at] == '"')
        {
            return (ReadQuoted(), true, start);
        }

        while (_at < text.Length && !ends.Contains(text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        return (text[start.._at].TrimEnd(), false, start);
    }

    private string ReadQuoted()
    {
        var name = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '"')
            {
                _at++;
                return name.ToString();
            }

            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }

            name.Append(text[_at]);
        }

        Fail("the closing '\"' is missing");
        return "";
    }

    private void AddStep((string Name, bool IsQuoted, int Start) word, bool lowerCase, bool inPath)
    {
        if (_error is not null)
        {
            return;
        }

        var name = lowerCase ? word.Name.ToLowerInvariant() : word.Name;
        if (word.IsQuoted)
        {
            _steps.Add(new AddressStep(StepKind.Name, name));
        }
        else if (name.Length == 0)
        {
            Fail("a name is missing");
        }
        else if (name.AsSpan().ContainsAny(" \t\"") || name.Any(char.IsControl) || name.Any(char.IsWhiteSpace))
        {
            _at = word.Start;
            Fail("a name with spaces or quotes stands in quotes");
        }
        else if (name == "**" && inPath)
        {
            _steps.Add(new AddressStep(StepKind.AnyDepth));
        }
        else if (name.Contains("**", StringComparison.Ordinal))
        {
            _at = word.Start;
            Fail("'**' stands alone, between two dots of a JSON path");
        }
        else
        {
            var kind = name == "*" ? StepKind.AnyName : name.Contains('*', StringComparison.Ordinal) ? StepKind.Pattern : StepKind.Name;
            _steps.Add(new AddressStep(kind, kind == StepKind.AnyName ? "" : name));
        }
    }

    private void Fail(string message) => _error ??= new AddressError(_at, message);

    private bool Skip(char expected)
    {
        var at = _at;
        SkipSpaceBefore(expected);
        if (_at < text.Length && text[_at] == expected)
        {
            _at++;
            return true;
        }

        _at = at;
        return false;
    }

    private void SkipSpaceBefore(char expected)
    {
        if (expected is '>' or ',')
        {
            SkipSpace();
        }
    }

    private bool SkipText(string expected)
    {
        if (!text.AsSpan(_at).StartsWith(expected, StringComparison.Ordinal))
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\n')
        {
            _at++;
        }
    }
}
