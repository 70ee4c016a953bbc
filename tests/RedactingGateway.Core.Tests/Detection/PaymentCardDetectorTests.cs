using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>Numbers are the public test numbers of the card schemes and payment providers.</summary>
public sealed class PaymentCardDetectorTests
{
    [Theory]
    [InlineData("⟦4111111111111111⟧")] // Visa
    [InlineData("⟦4111 1111 1111 1111⟧")]
    [InlineData("⟦4111-1111-1111-1111⟧")]
    [InlineData("⟦4111.1111.1111.1111⟧")]
    [InlineData("⟦4111\u00A01111\u00A01111\u00A01111⟧")]
    [InlineData("⟦4111\u202F1111\u202F1111\u202F1111⟧")]
    [InlineData("⟦4111\u20131111\u20131111\u20131111⟧")]
    [InlineData("⟦4111 11111111 1111⟧")]
    [InlineData("⟦4222222222222⟧")] // Visa, 13 digits
    [InlineData("⟦4222 2222 2222 2⟧")]
    [InlineData("⟦4222 2222 22222⟧")]
    [InlineData("⟦4000000000000000006⟧")] // Visa, 19 digits
    [InlineData("⟦4000 0000 0000 0000 006⟧")]
    [InlineData("⟦5555555555554444⟧ ⟦5105105105105100⟧ ⟦2223003122003222⟧")] // Mastercard
    [InlineData("⟦378282246310005⟧ ⟦3714 496353 98431⟧")] // American Express
    [InlineData("⟦30569309025904⟧ ⟦3852 000002 3237⟧ ⟦36227206271667⟧")] // Diners Club
    [InlineData("⟦6011111111111117⟧ ⟦6011000990139424⟧ ⟦6445644564456445⟧")] // Discover
    [InlineData("⟦3530111333300000⟧ ⟦3566002020360505⟧")] // JCB
    [InlineData("⟦6200000000000005⟧ ⟦6205500000000000004⟧")] // UnionPay
    [InlineData("⟦6759649826438453⟧ ⟦6304000000000000⟧ ⟦501800000009⟧")] // Maestro
    [InlineData("⟦2200000000000004⟧")] // Mir
    // in text
    [InlineData("Zahlung fehlgeschlagen (Karte ⟦4111 1111 1111 1111⟧, gültig bis 12/27)")]
    [InlineData("Meine Kreditkarte ist ⟦4111111111111111⟧.")]
    [InlineData("card=⟦4111111111111111⟧&cvc=123")]
    [InlineData("card:⟦4111111111111111⟧,737,12/27")]
    [InlineData("order_⟦4111111111111111⟧")]
    [InlineData("PLZ 10115 ⟦4111 1111 1111 1111⟧ 12/27")]
    [InlineData("2026-11-23 ⟦4111-1111-1111-1111⟧-123")]
    [InlineData("№⟦4111111111111111⟧号")]
    [InlineData("Gebühr für ⟦4111111111111111⟧ ü⟦4111111111111111⟧ü")]
    [InlineData("card%3D⟦4111111111111111⟧%26x")]
    [InlineData("Karte%20⟦4111%201111%201111%201111⟧%20!")]
    [InlineData("Karte%2520⟦4111111111111111⟧")]
    [InlineData("Karte+⟦4111+1111+1111+1111⟧+gesperrt")]
    // grouped loosely
    [InlineData("⟦4111  1111  1111  1111⟧")]
    [InlineData("⟦41 11 11 11 11 11 11 11⟧")]
    [InlineData("⟦41111111-11111111⟧ und ⟦411111 1111 111111⟧")]
    [InlineData("⟦4111/1111/1111/1111⟧ und ⟦4111_1111_1111_1111⟧")]
    // zero-width characters, full width, character references
    [InlineData("⟦4111\u200B1111\u200B1111\u200B1111⟧")]
    [InlineData("⟦41\u200D11\u00AD1111\uFEFF11111111⟧!")]
    [InlineData("Karte ⟦４１１１１１１１１１１１１１１１⟧")]
    [InlineData("⟦４１１１　１１１１　１１１１　１１１１⟧")]
    [InlineData("⟦4111&#8203;1111&nbsp;1111&#x200B;1111⟧")]
    // masked, six to nine and four visible
    [InlineData("⟦411111******1111⟧")]
    [InlineData("Karte ⟦411111xxxxxx1234⟧.")]
    [InlineData("Karte ⟦4111 11XX XXXX 1234⟧ 12/27")]
    [InlineData("⟦4111-11**-****-1234⟧")]
    [InlineData("⟦411111••••••1234⟧ ⟦411111●●●●●●1234⟧")]
    [InlineData("⟦41111111****1234⟧")]
    [InlineData("⟦378282*****0005⟧")]
    public void Find_TextWithCardNumber_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.PaymentCard);

    [Theory]
    [InlineData("")]
    [InlineData("4111111111111112")] // check digit
    [InlineData("4111 1111 1111 1112")]
    [InlineData("4111 1111 1111 1")] // issuer and length
    [InlineData("9111111111111119")]
    [InlineData("0000000000000000")]
    [InlineData("1111111111111117")]
    [InlineData("41111111111111110")] // in a longer run or word
    [InlineData("14111111111111111")]
    [InlineData("a4111111111111111")]
    [InlineData("4111111111111111b")]
    [InlineData("deadbeef4111111111111111")]
    [InlineData("1760000000000")] // Unix time in ms, and in µs; both pass Luhn
    [InlineData("1760000000000003")]
    [InlineData("1763900000003 1763900000011")]
    [InlineData("GA1.1.555555555.1760000000")] // Google Analytics client id; 19 digits
    [InlineData("411111111.1111111111")]
    [InlineData("fb.1.1760000000000.4111111111111111")]
    [InlineData("0.4111111111111111")] // fractions
    [InlineData("4111111111111111.5")]
    [InlineData("4532.015112830366")]
    [InlineData("4006381300063")] // article numbers (GTIN-13, GTIN-12) that pass Luhn too, under prefixes of cards
    [InlineData("EAN: 4006381300162, 501800000066")]
    [InlineData("4111 1111")]
    [InlineData("4111    1111    1111    1111")] // more than three separators
    [InlineData("42 42 44 44 46 46 48 48")] // ascending pairs: sizes
    [InlineData("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    [InlineData("+49 30 23125 100")] // telephone numbers
    [InlineData("+49 1713920 01000")]
    [InlineData("0171 39200 1000")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")] // UUIDs
    [InlineData("41111111-1111-1111-1111-111111111111")]
    [InlineData("2026-11-23T10:15:30.411Z")]
    [InlineData("4.111.111.111.111.111")]
    [InlineData("**** **** **** 1234")] // masked, too little visible
    [InlineData("4111 **** **** 1111")]
    [InlineData("411111****1234")] // masked, wrong length or issuer
    [InlineData("999999******1234")]
    [InlineData("411111******12345")]
    [InlineData("411111******123")]
    [InlineData("411111******1234a")]
    [InlineData("411111--**--**--1234")]
    public void Find_TextWithoutCardNumber_FindsNone(string text) =>
        Assert.DoesNotContain(MarkedText.Find(text), hit => hit.Kind == DetectorKind.PaymentCard);

    [Theory]
    [InlineData("4111 1111 1111 1111 123")]
    [InlineData("4111 1111 1111 1111 1234")]
    public void Find_DigitsBehindCardNumber_FindsCard(string text) =>
        Assert.Equal(DetectorKind.PaymentCard, Assert.Single(MarkedText.Find(text)).Kind);

    [Fact]
    public void Find_EveryOtherCheckDigit_FindsNone()
    {
        for (char digit = '0'; digit <= '9'; digit++)
        {
            int expected = digit == '1' ? 1 : 0;
            Assert.Equal(expected, MarkedText.Find("411111111111111" + digit).Length);
        }
    }

    [Theory]
    [InlineData(400000, 16, true)]
    [InlineData(400000, 15, false)]
    [InlineData(222099, 16, false)]
    [InlineData(222100, 16, true)]
    [InlineData(272099, 16, true)]
    [InlineData(272100, 16, false)]
    [InlineData(352799, 16, false)]
    [InlineData(352800, 16, true)]
    [InlineData(589300, 12, true)]
    [InlineData(589299, 12, false)]
    [InlineData(589299, 16, true)]
    [InlineData(600000, 16, false)]
    [InlineData(100000, 16, false)]
    [InlineData(999999, 16, false)]
    public void Issue_PrefixAndLength_FollowTable(int prefix, int digits, bool expected) =>
        Assert.Equal(expected, PaymentCardIssuers.Issue(prefix, digits));
}
