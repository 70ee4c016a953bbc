using System.Text;
using CsCheck;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>The vectorised searches find what a loop over the bytes finds, wherever the 32 bytes of a block begin.</summary>
public sealed class ScannerTests
{
    [Fact]
    public void DigitRuns_AnyText_AreThoseOfALoop() => Gen.OneOf("0", "12", "a", " ", "ü", "4111111111111111", "0123456789012345678901234567890123456789").Array[0, 60].Sample(parts =>
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(parts));
        List<(int, int)> expected = [];
        for (int i = 0; i < text.Length; i++)
        {
            int start = i;
            while (i < text.Length && char.IsAsciiDigit((char)text[i]))
            {
                i++;
            }

            if (i > start)
            {
                expected.Add((start, i));
            }
        }

        List<(int, int)> actual = [];
        DigitRunScanner scanner = new(text);
        while (scanner.TryNext(out int start, out int end))
        {
            actual.Add((start, end));
        }

        Assert.Equal(expected, actual);
    });

    [Fact]
    public void Words_AtEveryOffset_AreFound()
    {
        for (int offset = 0; offset < 70; offset++)
        {
            byte[] text = Encoding.UTF8.GetBytes(new string(' ', offset) + "Geburtsdatum");
            Assert.Equal([(offset, "geburtsdatum")], Words(text));
        }
    }

    [Theory]
    [InlineData("customer_dob", "dob")]
    [InlineData("customerBirthday", "birthday")]
    [InlineData("„passwort“", "passwort")]
    [InlineData("em=", "em=")]
    [InlineData("TEL", "tel")]
    [InlineData("tel2", "tel")]
    public void Words_InNames_AreFound(string text, string expected) => Assert.Equal([expected], Words(Encoding.UTF8.GetBytes(text)).Select(word => word.Word));

    [Theory]
    [InlineData("hotel")]
    [InlineData("tokens")]
    [InlineData("passe")]
    [InlineData("telü")]
    [InlineData("ütel")]
    [InlineData("SKEW")]
    public void Words_WithinWords_AreNotFound(string text) => Assert.Empty(Words(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("a&#64;b", "a@b")]
    [InlineData("a&#x40;b&#064;c", "a@b@c")]
    [InlineData("a&commat;b&period;c", "a@b.c")]
    [InlineData("a\\u0040b\\x40c", "a@b@c")]
    [InlineData("４１\u200B１１", "4111")]
    [InlineData("a\u00ADb\uFEFFc", "abc")]
    [InlineData("&amp; &#8364; \\u20AC \\n “x” ü", "&amp; &#8364; \\u20AC \\n “x” ü")]
    [InlineData("&#", "&#")]
    [InlineData("\\u00", "\\u00")]
    public void Fold_Text_GivesPlainSpelling(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] folded = new byte[bytes.Length + 1];
        int[] offsets = new int[bytes.Length + 1];
        int length = TextFolding.Fold(bytes, folded, offsets);
        Assert.Equal(expected, Encoding.UTF8.GetString(folded, 0, length));
        Assert.Equal(text != expected, TextFolding.MayChange(bytes));
        Assert.Equal(bytes.Length, offsets[length]);
        Assert.Equal(offsets[..length], offsets[..length].Order());
    }

    [Fact]
    public void Fold_AnyText_StaysWithinItsBuffers() => Gen.OneOf("&", "#", "\\", "u", "x", "0", "4", ";", "commat", "ä", "１", "\u200B", "&#64;", "\\u0040").Array[0, 40].Sample(parts =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(parts));
        int length = TextFolding.Fold(bytes, new byte[bytes.Length + 1], new int[bytes.Length + 1]);
        Assert.InRange(length, 0, bytes.Length);
    });

    private static List<(int Start, string Word)> Words(byte[] text)
    {
        List<(int, string)> words = [];
        WordScanner scanner = new(text, WordTable.Shipped);
        while (scanner.TryNext(out int start, out WordEntry word))
        {
            words.Add((start, Encoding.UTF8.GetString(word.Bytes)));
        }

        return words;
    }
}
