using System.Net;
using System.Text;
using CsCheck;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class IpAddressTextTests
{
    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("256.0.0.0", false)]
    [InlineData("1.2.3", false)]
    [InlineData("1.2.3.4.", false)]
    [InlineData("1.2.3.4.5", false)]
    [InlineData("01.2.3.4", false)]
    [InlineData("0x1.2.3.4", false)]
    [InlineData("1.2.3.4 ", false)]
    [InlineData("", false)]
    public void TryParseIPv4_Text_IsStrict(string text, bool expected) =>
        Assert.Equal(expected, IpAddressText.TryParseIPv4(Encoding.UTF8.GetBytes(text), stackalloc byte[4]));

    [Theory]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("1::")]
    [InlineData("1:2:3:4:5:6:7::")]
    [InlineData("::2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:192.0.2.1")]
    [InlineData("::192.0.2.1")]
    [InlineData("1::192.0.2.1")]
    [InlineData("0001:0002::00ff")]
    [InlineData("ABCD::abcd")]
    public void TryParseIPv6_ValidText_GivesTheBytesOfIPAddress(string text)
    {
        byte[] address = new byte[16];
        Assert.True(IpAddressText.TryParseIPv6(Encoding.UTF8.GetBytes(text), address));
        Assert.Equal(IPAddress.Parse(text).GetAddressBytes(), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4::5:6:7:8")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7:8:")]
    [InlineData(":1:2:3:4:5:6:7:8")]
    [InlineData("12345::")]
    [InlineData("g::")]
    [InlineData("1:2:3:4:5:6:7:192.0.2.1")]
    [InlineData("::192.0.2")]
    [InlineData("::192.0.2.1:1")]
    [InlineData("192.0.2.1::")]
    [InlineData("::1%eth0")]
    [InlineData("[::1]")]
    public void TryParseIPv6_InvalidText_IsFalse(string text) =>
        Assert.False(IpAddressText.TryParseIPv6(Encoding.UTF8.GetBytes(text), stackalloc byte[16]));

    [Fact]
    public void TryParseIPv6_AnyTextOfAddressCharacters_AgreesWithIPAddress() => GeneratedValues.Characters("::::012af.", 1, 24).Sample(text =>
    {
        byte[] address = new byte[16];
        bool isAddress = text.Contains(':') && IPAddress.TryParse(text, out _) && !HasOddTail(text);
        Assert.Equal(isAddress, IpAddressText.TryParseIPv6(Encoding.UTF8.GetBytes(text), address));
    }, iter: 50_000);

    [Fact]
    public void TryParseIPv6_AnyAddress_ReadsWhatIPAddressWrites() => Gen.Byte.Array[16].Sample(bytes =>
    {
        byte[] address = new byte[16];
        Assert.True(IpAddressText.TryParseIPv6(Encoding.UTF8.GetBytes(new IPAddress(bytes).ToString()), address));
        Assert.Equal(bytes, address);
    });

    /// <summary>IPAddress takes leading zeros in an IPv4 tail as octal.</summary>
    private static bool HasOddTail(string text) => text.Contains('.')
        && text[(text.LastIndexOf(':') + 1)..].Split('.').Any(octet => octet.Length > 1 && octet[0] == '0');
}
