using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class PhoneDetectorTests
{
    [Theory]
    [InlineData("⟦+49 30 23125 100⟧")]
    [InlineData("Ruf an: ⟦+49 (0)171 1234567⟧!")]
    [InlineData("⟦0049 171 1234567⟧ ⟦004917112345678⟧")]
    [InlineData("⟦+43 1 5880080⟧, ⟦+41 44 668 18 00⟧")]
    [InlineData("⟦+33 1 42 68 53 00⟧ / ⟦+39 06 69812345⟧")]
    [InlineData("⟦+1 212 555 0123⟧")]
    [InlineData("⟦+49.1711234567⟧")]
    [InlineData("⟦0171/1234567⟧ oder ⟦030 - 23125100⟧")]
    [InlineData("⟦(030) 23125100⟧")]
    [InlineData("⟦01711234567⟧")]
    [InlineData("⟦%2B491711234567⟧")]
    [InlineData("tel:⟦+49-171-1234567⟧;ext=12")]
    [InlineData("<a href=\"tel:⟦01711234567⟧\">")]
    [InlineData("Tel. ⟦23125100⟧, Fax ⟦23125 101⟧")]
    [InlineData("phone=⟦2125550123⟧&x=1")]
    [InlineData("\"mobile\":\"⟦01711234567⟧\"")]
    [InlineData("10115 Berlin ⟦030 23125100⟧")]
    [InlineData("⟦０１７１　１２３４５６７⟧")]
    public void Find_TextWithNumber_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.Phone);

    [Theory]
    [InlineData("01.02.2026")]
    [InlineData("08.07.2026 14:41")]
    [InlineData("01/2026 - 06/2026")]
    [InlineData("07.04.09.08")]
    [InlineData("0815-4711")]
    [InlineData("0863-1984-4809")]
    [InlineData("6759 0625 2066 3515")]
    [InlineData("0012345678901")]
    [InlineData("0301234567")]
    [InlineData("550e8400-0171-1234-a716-446655440000")]
    [InlineData("+48.8577, +2.2950")]
    [InlineData("0.1711234567")]
    [InlineData("+49 % mehr")]
    [InlineData("mobile=1")]
    [InlineData("phone: iPhone 15 Pro 256")]
    [InlineData("x0171 1234567")]
    [InlineData("ISBN 3-446-12345-6")]
    public void Find_TextWithoutNumber_FindsNone(string text) =>
        Assert.DoesNotContain(MarkedText.Find(text), hit => hit.Kind == DetectorKind.Phone);
}
