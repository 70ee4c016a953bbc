using System.Net;
using System.Numerics;
using CsCheck;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Tests.Redaction.Forms;

public sealed class IpTruncationTests
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0")]
    [InlineData("255.255.255.255", "255.255.255.0")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("2001:db8:1234:5678:9abc:def0:1234:5678", "2001:db8:1234::")]
    [InlineData("2001:0DB8:0012:0000::1", "2001:db8:12::")]
    [InlineData("[2001:db8:1234::1]", "2001:db8:1234::")]
    [InlineData("fe80::1ff:fe23:4567:890a%eth0", "fe80::")]
    [InlineData("[fe80::1ff:fe23:4567:890a%25eth0]", "fe80::")]
    [InlineData("::", "::")]
    [InlineData("::1", "::")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0")] // IPv4-mapped
    [InlineData("::ffff:cb00:714d", "203.0.113.0")]
    [InlineData("2002:cb00:714d::1", "2002:cb00:7100::")] // 6to4 holds 203.0.113.77
    [InlineData("64:ff9b::203.0.113.77", "64:ff9b::")] // NAT64
    [InlineData("::203.0.113.77", "::")] // IPv4-compatible
    public void TryTruncate_DefaultBits_KeepsPrefix(string text, string expected) => Assert.Equal(expected, Truncate(text, 24, 48));

    [Theory]
    [InlineData("203.0.113.77", 32, "203.0.113.77")]
    [InlineData("203.0.113.77", 31, "203.0.113.76")]
    [InlineData("203.0.113.77", 25, "203.0.113.0")]
    [InlineData("203.0.113.177", 25, "203.0.113.128")]
    [InlineData("203.0.113.77", 16, "203.0.0.0")]
    [InlineData("203.0.113.77", 7, "202.0.0.0")]
    [InlineData("203.0.113.77", 0, "0.0.0.0")]
    public void TryTruncate_IPv4Bits_AreExact(string text, int bits, string expected) => Assert.Equal(expected, Truncate(text, bits, 48));

    [Theory]
    [InlineData(128, "2001:db8:1234:5678:9abc:def0:1234:5679")]
    [InlineData(127, "2001:db8:1234:5678:9abc:def0:1234:5678")]
    [InlineData(64, "2001:db8:1234:5678::")]
    [InlineData(56, "2001:db8:1234:5600::")]
    [InlineData(33, "2001:db8::")]
    [InlineData(15, "2000::")]
    [InlineData(0, "::")]
    public void TryTruncate_IPv6Bits_AreExact(int bits, string expected) =>
        Assert.Equal(expected, Truncate("2001:db8:1234:5678:9abc:def0:1234:5679", 24, bits));

    [Theory]
    [InlineData("2002:cb00:714d::1", "2002:cb00:7100::")]
    [InlineData("64:ff9b::203.0.113.77", "64:ff9b::cb00:7100")]
    [InlineData("::203.0.113.77", "::cb00:7100")]
    [InlineData("2001:0:4136:e378:8000:63bf:34ff:8eb2", "2001:0:4136:e378:8000:63bf:34ff:8e00")] // Teredo, 203.0.113.77 inverted
    public void TryTruncate_IPv4InIPv6WithAllBits_KeepsNoMoreOfItThanAllowed(string text, string expected) =>
        Assert.Equal(expected, Truncate(text, 24, 128));

    [Theory]
    [InlineData("1:0:0:2:0:0:0:3", "1:0:0:2::3")] // RFC 5952 section 4.2.3: the longest run
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")] // the first of two
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")] // 4.2.2: not a single group
    [InlineData("0:0:0:1:0:0:0:0", "0:0:0:1::")]
    [InlineData("0:1:1:1:1:1:0:0", "0:1:1:1:1:1::")]
    [InlineData("2001:DB8::00AB", "2001:db8::ab")] // 4.1, 4.3
    public void TryTruncate_AllBits_WritesCanonicalText(string text, string expected) => Assert.Equal(expected, Truncate(text, 32, 128));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("localhost")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("01.2.3.4")]
    [InlineData("1.2.3.4 ")]
    [InlineData("1.2.3.4:80")]
    [InlineData("1.2.3.4/24")]
    [InlineData("[1.2.3.4]")]
    [InlineData("1.2.3.4%eth0")]
    [InlineData("2001:db8::1/64")]
    [InlineData("[2001:db8::1]:443")]
    [InlineData("[2001:db8::1")]
    [InlineData("2001:db8::1]")]
    [InlineData("2001:db8::1%")]
    [InlineData("%eth0")]
    [InlineData("[]")]
    [InlineData("1.2.3.4, 5.6.7.8")]
    [InlineData("12:30:45")]
    public void TryTruncate_OtherShape_IsFalse(string text) => Assert.Null(Truncate(text, 24, 48));

    [Theory]
    [InlineData(-1, 48)]
    [InlineData(33, 48)]
    [InlineData(24, -1)]
    [InlineData(24, 129)]
    public void TryTruncate_BitsOutOfRange_Throws(int ipv4Bits, int ipv6Bits) => Assert.Throws<ArgumentOutOfRangeException>(
        () => IpTruncation.TryTruncate("1.2.3.4"u8, ipv4Bits, ipv6Bits, new byte[64], out _));

    [Fact]
    public void TryTruncate_AnyIPv4_KeepsExactlyTheBits() => Gen.Select(Gen.Byte.Array[4], Gen.Int[0, 32]).Sample((bytes, bits) =>
    {
        string once = Truncate(new IPAddress(bytes).ToString(), bits, 48)!;
        Assert.Equal(Masked(bytes, bits), IPAddress.Parse(once).GetAddressBytes());
        Assert.Equal(once, Truncate(once, bits, 48));
    });

    [Fact]
    public void TryTruncate_AnyIPv6_KeepsExactlyTheBits() => Gen.Select(Gen.Byte.Array[16], Gen.Int[0, 128], Gen.Int[0, 16]).Sample((bytes, bits, zeros) =>
    {
        bytes[0] = 0x2A;
        bytes.AsSpan(1, Math.Min(zeros, 15)).Clear();
        string once = Truncate(new IPAddress(bytes).ToString(), 24, bits)!;
        Assert.Equal(Masked(bytes, bits), IPAddress.Parse(once).GetAddressBytes());
        Assert.Equal(new IPAddress(Masked(bytes, bits)).ToString(), once);
        Assert.Equal(once, Truncate(once, 24, bits));
        Assert.InRange(once.Length, 2, IpTruncation.MaxOutputLength);
    });

    [Fact]
    public void TryTruncate_Address_AllocatesNothing()
    {
        FormText.AssertAllocatesNothing(Form(24, 48), "2001:db8:1234::1");
        FormText.AssertAllocatesNothing(Form(24, 48), "203.0.113.77");
    }

    private static FormText.Form Form(int ipv4Bits, int ipv6Bits) =>
        (text, destination, out written) => IpTruncation.TryTruncate(text, ipv4Bits, ipv6Bits, destination, out written);

    private static string? Truncate(string text, int ipv4Bits, int ipv6Bits) => FormText.Apply(Form(ipv4Bits, ipv6Bits), text);

    private static byte[] Masked(byte[] address, int bits)
    {
        int size = address.Length * 8;
        BigInteger mask = (BigInteger.One << size) - (BigInteger.One << (size - bits));
        byte[] masked = (new BigInteger(address, isUnsigned: true, isBigEndian: true) & mask).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[address.Length - masked.Length], .. masked];
    }
}
