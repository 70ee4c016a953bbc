using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Signals;

public sealed class SubjectKeysTests
{
    private static readonly SubjectKeys Keys = new(new RootSecrets(new byte[32]));

    public static TheoryData<SubjectKind, string, string> Spellings => new()
    {
        // what the site's backend names, what a field carries
        { SubjectKind.Email, "anna.sommerfeld@gmail.com", "anna.sommerfeld@gmail.com" },
        { SubjectKind.Email, "anna.sommerfeld@gmail.com", " Anna.Sommerfeld@GMAIL.com " },
        { SubjectKind.Email, "Anna.Sommerfeld@gmail.com", Hex("anna.sommerfeld@gmail.com") },
        { SubjectKind.Email, "Anna.Sommerfeld@gmail.com", Hex("anna.sommerfeld@gmail.com").ToUpperInvariant() },
        { SubjectKind.Email, "Anna.Sommerfeld@gmail.com", Hex("annasommerfeld@gmail.com") },
        { SubjectKind.Email, "anna@example.org", Base64("anna@example.org") },
        { SubjectKind.Phone, "+49 30 901820", "+4930901820" },
        { SubjectKind.Phone, "0049 30 901820", Hex("4930901820") },
        { SubjectKind.Phone, "+49 30 901820", Hex("+4930901820") },
        { SubjectKind.Id, "KD-2026-4711", "KD-2026-4711" },
        { SubjectKind.Id, "KD-2026-4711", Hex("KD-2026-4711") },
        { SubjectKind.Id, "KD-2026-4711", Hex("kd-2026-4711") },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Add_SpellingOfTheSubject_IsFound(SubjectKind kind, string named, string field) =>
        Assert.Contains(Keys.Of(kind, named), key => Found(Keys, kind, field).Contains(key));

    [Theory]
    [InlineData(SubjectKind.Email, "anna@example.org", "anne@example.org")]
    [InlineData(SubjectKind.Id, "KD-2026-4711", "KD-2026-4712")]
    [InlineData(SubjectKind.Id, "KD-2026-4711", "kd-2026-4711 and more")]
    public void Add_SomebodyElse_IsNotFound(SubjectKind kind, string named, string field) =>
        Assert.DoesNotContain(Keys.Of(kind, named), key => Found(Keys, kind, field).Contains(key));

    [Fact]
    public void Add_AddressInAFieldOfIds_IsAnotherSubject() =>
        Assert.DoesNotContain(Keys.Of(SubjectKind.Email, "anna@example.org"), key => Found(Keys, SubjectKind.Id, "anna@example.org").Contains(key));

    [Fact]
    public void Of_OtherSecret_OtherKeys()
    {
        var others = new SubjectKeys(new RootSecrets([1, .. new byte[31]]));
        Assert.Empty(Keys.Of(SubjectKind.Id, "4711").Intersect(others.Of(SubjectKind.Id, "4711")));
    }

    [Fact]
    public void Add_AfterRotation_WhatWasKeptUnderThePreviousSecretIsFound()
    {
        var rotated = new SubjectKeys(new RootSecrets([1, .. new byte[31]], new byte[32]));
        Assert.Contains(Keys.Of(SubjectKind.Id, "4711"), key => Found(rotated, SubjectKind.Id, "4711").Contains(key));
    }

    [Theory]
    [InlineData("user.contact.email", SubjectKind.Email)]
    [InlineData("user.contact.phone_number", SubjectKind.Phone)]
    [InlineData("user.unique_id", SubjectKind.Id)]
    [InlineData("user.unique_id.pseudonymous", SubjectKind.Id)]
    [InlineData(null, SubjectKind.Id)]
    public void KindOf_Category_IsItsKind(string? category, SubjectKind expected) => Assert.Equal(expected, SubjectKeys.KindOf(category));

    private static HashSet<SubjectKey> Found(SubjectKeys keys, SubjectKind kind, string value)
    {
        using var scratch = new PooledBuffer();
        HashSet<SubjectKey> found = [];
        keys.Add(kind, Encoding.UTF8.GetBytes(value), scratch, found);
        return found;
    }

    private static string Hex(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static string Base64(string value) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
