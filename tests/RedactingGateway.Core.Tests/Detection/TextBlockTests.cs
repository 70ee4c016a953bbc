using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class TextBlockTests
{
    [Fact]
    public void Load_AnyLength_IsTheTextAndZerosBehindIt()
    {
        byte[] text = [.. Enumerable.Range(1, 40).Select(i => (byte)(i * 5))];
        for (int length = 0; length <= text.Length; length++)
        {
            byte[] expected = new byte[32];
            text.AsSpan(0, Math.Min(length, 32)).CopyTo(expected);
            byte[] actual = new byte[32];
            System.Runtime.Intrinsics.Vector256.CopyTo(TextBlock.Load(text.AsSpan(0, length)), actual);
            Assert.Equal(expected, actual);
        }
    }
}
