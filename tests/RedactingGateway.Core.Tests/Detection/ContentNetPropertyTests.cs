using System.Text;
using CsCheck;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class ContentNetPropertyTests
{
    public static TheoryData<DetectorKind> Kinds { get; } = [DetectorKind.Email, DetectorKind.PaymentCard, DetectorKind.Iban, DetectorKind.IpAddress];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Find_GeneratedValueInText_FindsExactSpan(DetectorKind kind) => GeneratedValues.InText(Values(kind)).Sample(sample =>
    {
        byte[] text = Encoding.UTF8.GetBytes(sample.Before + sample.Value + sample.After);
        DetectorHit expected = new(Encoding.UTF8.GetByteCount(sample.Before), Encoding.UTF8.GetByteCount(sample.Value), kind);
        Assert.Contains(expected, MarkedText.Find(text));
    });

    [Theory]
    [InlineData(DetectorKind.PaymentCard)]
    [InlineData(DetectorKind.Iban)]
    [InlineData(DetectorKind.IpAddress)]
    public void Find_GeneratedValueInWord_FindsNone(DetectorKind kind) => Values(kind).Sample(value =>
    {
        DetectorHit whole = new(1, Encoding.UTF8.GetByteCount(value), kind);
        Assert.DoesNotContain(whole, MarkedText.Find("x" + value));
        Assert.DoesNotContain(whole with { Start = 0 }, MarkedText.Find(value + "x"));
    });

    [Fact]
    public void Find_CardWithAnotherDigit_FindsNone() => Gen.Select(GeneratedValues.CardDigits, Gen.Int[6, 18], Gen.Int[1, 9]).Sample((card, index, add) =>
    {
        index = Math.Min(index, card.Length - 1);
        char digit = (char)('0' + ((card[index] - '0' + add) % 10));
        Assert.Empty(MarkedText.Find(card[..index] + digit + card[(index + 1)..]));
    });

    [Fact]
    public void Find_IbanWithTwoCharactersSwapped_FindsNone() => Gen.Select(GeneratedValues.Iban, Gen.Int[4, 30]).Sample((iban, index) =>
    {
        index = Math.Min(index, iban.Length - 2);
        if (char.IsDigit(iban[index]) && char.IsDigit(iban[index + 1]) && iban[index] != iban[index + 1])
        {
            string swapped = iban[..index] + iban[index + 1] + iban[index] + iban[(index + 2)..];
            Assert.DoesNotContain(MarkedText.Find(swapped), hit => hit.Kind == DetectorKind.Iban);
        }
    });

    [Fact]
    public void Find_ManyValues_FindsEachOnce() => Gen.Select(
        GeneratedValues.Email, GeneratedValues.Card, GeneratedValues.Iban, GeneratedValues.IPv4, GeneratedValues.IPv6).Sample((email, card, iban, ipv4, ipv6) =>
    {
        byte[] text = Encoding.UTF8.GetBytes($"{email}; {card}; {iban}; {ipv4}; {ipv6}");
        Assert.Equal(
            [email, card, iban, ipv4, ipv6],
            MarkedText.Find(text).Select(hit => Encoding.UTF8.GetString(text, hit.Start, hit.Length)));
    });

    private static Gen<string> Values(DetectorKind kind) => kind switch
    {
        DetectorKind.Email => GeneratedValues.Email,
        DetectorKind.PaymentCard => GeneratedValues.Card,
        DetectorKind.Iban => GeneratedValues.Iban,
        _ => Gen.OneOf<string>(GeneratedValues.IPv4, GeneratedValues.IPv6),
    };
}
