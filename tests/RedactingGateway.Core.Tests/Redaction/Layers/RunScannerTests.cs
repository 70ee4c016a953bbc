using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>The vectorised searches for hidden text find what regular expressions find, wherever the 32 bytes of a block begin.</summary>
public sealed class RunScannerTests
{
    [Fact]
    public void LongRuns_AnyText_AreThoseOfAnExpression() =>
        Gen.OneOf("a", "Z9", "-_", "+/", ".", " ", ",", "=", "@", "[", "{", "`", "ü", "ABCDEFGHIJK", "abcdefghijkl", "0123456789012345678901234567890123456789").Array[0, 60].Sample(parts =>
        {
            var text = string.Concat(parts);
            var actual = new List<string>();
            var scanner = new LongRunScanner(Encoding.Latin1.GetBytes(text));
            while (scanner.TryNext(out var run))
            {
                actual.Add(Encoding.Latin1.GetString(run));
            }

            Assert.Equal(Regex.Matches(text, "[A-Za-z0-9+/_-]{12,}", default, TimeSpan.FromSeconds(1)).Select(m => m.Value), actual);
        });

    [Fact]
    public void AsciiRuns_AnyBytes_AreThoseOfAnExpression() =>
        Gen.OneOf("a", " ", "~", "\u007f", "\u001f", "\n", "\u0000", "ü", "12345", "123456", "anna@example.org").Array[0, 60].Sample(parts =>
        {
            var text = string.Concat(parts);
            using var scratch = new PooledBuffer();
            var expected = string.Concat(Regex.Matches(text, "[ -~]{6,}", default, TimeSpan.FromSeconds(1)).Select(m => m.Value + "\n"));
            Assert.Equal(expected, Encoding.Latin1.GetString(AsciiRuns.Of(Encoding.Latin1.GetBytes(text), scratch)));
        });
}
