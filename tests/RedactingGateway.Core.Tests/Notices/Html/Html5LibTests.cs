using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>The scan against html5lib's conformance data.</summary>
public sealed class Html5LibTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    [InlineData(7)]
    public void Scan_TokenizerCases_GivesTheTags(int chunk)
    {
        List<string> wrong = [];
        var count = 0;
        foreach (var (input, test) in Html5LibData.TokenizerCases())
        {
            foreach (var state in States(test))
            {
                // In a CDATA section there are no tags; only a script is script text.
                if (state == "CDATA section state" || input.Any(char.IsSurrogate)
                    || (state == "Script data state" && test.TryGetProperty("lastStartTag", out var last) && last.GetString() != "script"))
                {
                    continue;
                }

                count++;
                var expected = string.Join('\n', Expected(test));
                var actual = string.Join('\n', Scan(Encoding.UTF8.GetBytes(input), state, test, chunk));
                if (expected != actual)
                {
                    wrong.Add($"{test.GetProperty("description").GetString()} [{state}] {JsonSerializer.Serialize(input)}\nexpected\n{expected}\nscanned\n{actual}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {count}:\n{string.Join("\n\n", wrong.Take(10))}");
        Assert.InRange(count, 6000, 10_000);
    }

    [Fact]
    public void Detect_EncodingCases_FindsTheCharset()
    {
        List<string> wrong = [];
        foreach (var (page, encoding) in Html5LibData.Encodings())
        {
            HtmlCharset.TryDetect(null, page, isWhole: true, out var charset);
            var expected = HtmlCharset.FromLabel(encoding)!;
            // A meta element beyond the first 1,024 bytes makes browsers start over; references are right in any charset.
            if (charset != expected && !(charset == HtmlCharset.Unknown && (expected.Name == "windows-1252" || page.Length > HtmlCharset.PrescanBytes)))
            {
                wrong.Add($"{expected} but {charset}: {Rewriting.Text(page)}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n{string.Join("\n---\n", wrong)}");
    }

    [Fact]
    public void Write_AnyCase_WithoutTheMarksIsTheCase()
    {
        var options = new HtmlRewriterOptions { Points = Rewriting.AllPoints, Selectors = Rewriting.Select("*"), TreatAsDocument = true };
        foreach (var page in Html5LibData.Pages())
        {
            var whole = Rewriting.Run(page, new MarkingVisitor(), options).Output;
            Assert.Equal(page, whole.Replace(MarkingVisitor.Mark, "", StringComparison.Ordinal));
            Assert.Equal(whole, Rewriting.Run(page, new MarkingVisitor(), options, Enumerable.Repeat(1, page.Length)).Output);
            Assert.Equal(whole, Rewriting.Run(page, new MarkingVisitor(), options, Enumerable.Repeat(3, page.Length)).Output);
        }
    }

    [Fact]
    public void Scan_AnyCase_FindsTheElementsOfTheDom()
    {
        foreach (var page in Html5LibData.Pages().Where(page => !page.Contains("</>", StringComparison.Ordinal)))
        {
            DomOraclePropertyTests.Compare(page, "*:not(html):not(head):not(body)", "*");
        }
    }

    private static IEnumerable<string> States(JsonElement test) =>
        test.TryGetProperty("initialStates", out var states) ? states.EnumerateArray().Select(s => s.GetString()!) : ["Data state"];

    private static IEnumerable<string> Expected(JsonElement test)
    {
        foreach (var token in test.GetProperty("output").EnumerateArray())
        {
            switch (token[0].GetString())
            {
                case "StartTag":
                    var attributes = token[2].EnumerateObject()
                        .Select(a => $"{Html5LibData.Text(test, a.Name)}={Html5LibData.Text(test, a.Value.GetString()!)}").Order(StringComparer.Ordinal);
                    yield return $"<{Html5LibData.Text(test, token[1].GetString()!)} {string.Join(' ', attributes)}{(token.GetArrayLength() > 3 ? "/" : "")}>";
                    break;
                case "EndTag":
                    yield return $"</{Html5LibData.Text(test, token[1].GetString()!)}>";
                    break;
            }
        }
    }

    private static List<string> Scan(byte[] page, string state, JsonElement test, int chunk)
    {
        using var scanner = new HtmlScanner();
        List<string> tags = [];
        if (state != "Data state")
        {
            scanner.EnterText(state switch
            {
                "PLAINTEXT state" => HtmlTag.Plaintext,
                "Script data state" => HtmlTag.Script,
                _ => HtmlTags.Find(TagName.From(Encoding.UTF8.GetBytes(test.TryGetProperty("lastStartTag", out var last) ? last.GetString()! : "title"))),
            });
        }

        for (var at = 0; at < page.Length; at += Math.Min(chunk, page.Length))
        {
            var data = page.AsSpan(at, Math.Min(chunk, page.Length - at));
            var position = 0;
            while (scanner.Scan(data, ref position) is var found && found != ScanEvent.NeedMore)
            {
                if (found == ScanEvent.Tag)
                {
                    tags.Add(Tag(scanner.Tag, scanner.TagBytes(data, position)));
                }

                scanner.ReleasePending();
            }

            scanner.EndChunk(data);
        }

        return tags;
    }

    private static string Tag(ScannedTag tag, ReadOnlySpan<byte> bytes)
    {
        var name = Text(bytes[(tag.IsEnd ? 2 : 1)..tag.NameEnd]);
        if (tag.IsEnd)
        {
            return $"</{name}>";
        }

        Dictionary<string, string> attributes = [];
        foreach (var attribute in tag.Attributes)
        {
            attributes.TryAdd(Text(attribute.Name(bytes)), HtmlText.Decode(attribute.Value(bytes), HtmlCharset.Utf8));
        }

        return $"<{name} {string.Join(' ', attributes.Select(a => $"{a.Key}={a.Value}").Order(StringComparer.Ordinal))}{(tag.IsSelfClosing ? "/" : "")}>";
    }

    private static string Text(ReadOnlySpan<byte> bytes) =>
        string.Concat(Encoding.UTF8.GetString(bytes).Select(c => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c == '\0' ? '\uFFFD' : c));
}
