using System.Buffers.Text;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Tests.Signals;

/// <summary>Writes TC strings, bit by bit (IAB TCF v2.3, "The Core String" and "Disclosed Vendors").</summary>
internal static class TcfText
{
    public const int Vendor = 12;

    /// <summary>A string that says yes or no to everything, for every purpose and for <see cref="Vendor"/>.</summary>
    public static TcString Read(bool yes, DateTimeOffset time, bool isDisclosing = true)
    {
        Assert.True(TcString.TryRead(Write(yes, time, isDisclosing), out var tcf));
        return tcf;
    }

    /// <summary>The same as a text; a string of TCF 2.2 does not tell which vendors were disclosed.</summary>
    public static string Write(bool yes, DateTimeOffset time, bool isDisclosing = true) => isDisclosing ? $"{Core(yes, time)}.{Disclosed()}" : Core(yes, time);

    private static string Disclosed()
    {
        var bits = new List<bool>();
        Add(bits, 1, 3); // disclosed vendors
        Add(bits, Vendor, 16);
        Add(bits, 0, 1);
        Add(bits, 1, Vendor);
        return Text(bits);
    }

    private static string Core(bool yes, DateTimeOffset time)
    {
        var bits = new List<bool>();
        var deciseconds = time.ToUnixTimeMilliseconds() / 100;
        Add(2, 6); // version
        Add(deciseconds, 36);
        Add(deciseconds, 36);
        Add(300, 12); // consent platform
        Add(1, 12);
        Add(1, 6);
        Add(3, 6); // D
        Add(4, 6); // E
        Add(48, 12); // vendor list
        Add(4, 6); // policy
        Add(1, 1); // service specific
        Add(0, 1);
        Add(0, 12); // special features
        Add(yes ? 0xFFFFFF : 0, 24); // purposes, consent
        Add(yes ? 0xFFFFFF : 0, 24); // purposes, legitimate interests
        Add(0, 1);
        Add(3, 6);
        Add(4, 6);
        for (var i = 0; i < 2; i++)
        {
            Add(Vendor, 16);
            Add(0, 1);
            Add(yes ? 1 : 0, Vendor);
        }

        Add(0, 12); // restrictions
        return Text(bits);

        void Add(long value, int width) => TcfText.Add(bits, value, width);
    }

    private static void Add(List<bool> bits, long value, int width)
    {
        for (var i = width - 1; i >= 0; i--)
        {
            bits.Add(((value >> i) & 1) == 1);
        }
    }

    private static string Text(List<bool> bits)
    {
        var bytes = new byte[(bits.Count + 7) / 8];
        for (var i = 0; i < bits.Count; i++)
        {
            bytes[i / 8] |= (byte)(bits[i] ? 0x80 >> (i % 8) : 0);
        }

        return Base64Url.EncodeToString(bytes);
    }
}
