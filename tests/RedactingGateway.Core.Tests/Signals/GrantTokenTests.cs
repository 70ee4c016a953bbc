using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Signals;

public sealed class GrantTokenTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 1, 7, TimeSpan.Zero));

    [Fact]
    public void TryRead_WhatWasWritten_GivesItsScopes()
    {
        Assert.True(Tokens().TryRead(Write().AsMemory(), "shop", out var scopes));
        Assert.Equal(Answer.Yes, scopes.To("ads", out var scope));
        Assert.Equal("scope", scope);
        Assert.Equal(Answer.No, scopes.To("measure", out _));
    }

    [Fact]
    public void Write_EqualGrants_EqualTokens()
    {
        var first = Write();
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(first, Write());
    }

    [Fact]
    public void TryRead_AfterItsEnd_GrantsNothing()
    {
        var token = Write();
        _time.Advance(TimeSpan.FromMinutes(55));
        Assert.True(Tokens().TryRead(token.AsMemory(), "shop", out _));
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.False(Tokens().TryRead(token.AsMemory(), "shop", out _));
    }

    [Fact]
    public void TryRead_AnyChangedCharacter_GrantsNothing()
    {
        var token = Write();
        for (var i = 0; i < token.Length; i++)
        {
            Assert.False(Tokens().TryRead((token[..i] + (token[i] == 'x' ? 'y' : 'x') + token[(i + 1)..]).AsMemory(), "shop", out _));
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("shop", true)]
    [InlineData("sho", false)]
    [InlineData("shop2", false)]
    [InlineData("", false)]
    public void TryRead_OfAnotherSite_GrantsNothing(string? site, bool isRead) => Assert.Equal(isRead, Tokens().TryRead(Write().AsMemory(), site, out _));

    [Theory]
    [InlineData("")]
    [InlineData("grant.")]
    [InlineData("grant.9999999999.shop.ads~scope.AAAA")]
    public void TryRead_Garbage_GrantsNothing(string token) => Assert.False(Tokens().TryRead(token.AsMemory(), "shop", out _));

    private GrantToken Tokens() => new(new RootSecrets(new byte[32]), _time);

    private string Write() => Tokens().Write("shop", [new("ads", "scope"), new("measure", null)], Tokens().End);
}
