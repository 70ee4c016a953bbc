using System.Text;

namespace RedactingGateway.Core.Tests.Redaction.Forms;

/// <summary>Applies a form to text and checks what holds for all forms.</summary>
internal static class FormText
{
    /// <summary>More than any form writes.</summary>
    private const int Room = 512;

    public delegate bool Form(ReadOnlySpan<byte> text, Span<byte> destination, out int written);

    /// <summary>The output, or null when the form refuses the value. Also tries every smaller destination: none may be written past or succeed.</summary>
    public static string? Apply(Form form, string text)
    {
        byte[] input = Encoding.UTF8.GetBytes(text);
        byte[] output = new byte[Room];
        if (!form(input, output, out int written))
        {
            Assert.Equal(0, written);
            return null;
        }

        Assert.True(form(input, output.AsSpan(0, written), out int exact));
        Assert.Equal(written, exact);
        for (int size = 0; size < written; size++)
        {
            Assert.False(form(input, new byte[size], out int tooMuch));
            Assert.Equal(0, tooMuch);
        }

        return Encoding.UTF8.GetString(output, 0, written);
    }

    /// <summary>Asserts that the form allocates nothing.</summary>
    public static void AssertAllocatesNothing(Form form, string text)
    {
        byte[] input = Encoding.UTF8.GetBytes(text);
        byte[] output = new byte[Room];
        form(input, output, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        form(input, output, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
