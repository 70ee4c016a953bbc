using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class SecretDetectorTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Theory]
    [InlineData("⟦" + Jwt + "⟧")]
    [InlineData("https://shop.example/verify/⟦" + Jwt + "⟧?x=1")]
    [InlineData("„⟦" + Jwt + "⟧“")]
    [InlineData("⟦eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0⟧.")]
    [InlineData("⟦ghp_0123456789abcdefghijklmnopqrstuvwxyz⟧")]
    [InlineData("⟦AKIAIOSFODNN7EXAMPLE⟧")]
    [InlineData("token=⟦f3k9Xz71LmQp40RtYb2c⟧")]
    [InlineData("Authorization: Bearer ⟦f3k9Xz71LmQp40RtYb2c==⟧")]
    [InlineData("Authorization: Basic ⟦YW5uYTpnZWhlaW0xMjM=⟧")]
    [InlineData("reset_password_token=⟦550e8400-e29b-41d4-a716-446655440000⟧&x")]
    [InlineData("\"apiKey\": \"⟦" + Hash + "⟧\"")]
    public void Find_Token_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.Token);

    [Theory]
    [InlineData("password=⟦geheim⟧&user=anna")]
    [InlineData("{\"password\":\"⟦zwei wörter⟧\",\"x\":1}")]
    [InlineData("Mein Passwort ist ⟦Sommer2026!⟧")]
    [InlineData("wachtwoord: ⟦kat4ever⟧")]
    public void Find_Password_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.Password);

    [Theory]
    [InlineData("em=⟦" + Hash + "⟧")]
    [InlineData("em=tv.1~em.⟦n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg⟧~fn.abc")]
    [InlineData("\"hashed_email\":\"⟦" + Hash + "⟧\"")]
    [InlineData("ud[em]=⟦" + Hash + "⟧")]
    public void Find_EmailHash_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.EmailHash);

    [Theory]
    [InlineData(Hash)]
    [InlineData("sha256=" + Hash)]
    [InlineData("item=" + Hash)]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("key=550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("key=summer-sale-2026-shoes")]
    [InlineData("key=ProductListViewItemCategoryPage12")]
    [InlineData("eyJhbGciOiJI")]
    [InlineData("ghp_short")]
    [InlineData("gclid=EAIaIQobChMI8f6Y5p3ZggMVhJdQBh0abc")]
    [InlineData("type=password&step=2")]
    [InlineData("password=&user=x")]
    [InlineData("password=***")]
    [InlineData("password: required")]
    [InlineData("Passwort vergessen?")]
    [InlineData("password={{password}}")]
    [InlineData("Das Token ist abgelaufen")]
    public void Find_NoSecret_FindsNone(string text) => Assert.Empty(MarkedText.Find(text));
}
