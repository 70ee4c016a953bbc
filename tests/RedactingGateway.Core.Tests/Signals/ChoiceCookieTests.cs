using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Signals;

public sealed class ChoiceCookieTests
{
    private static readonly Guid Id = new("0b5f2c5e-61c1-4e5c-9b5b-0f1a2b3c4d5e");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void WriteRefusal_ThousandVisitorsInAMonth_OneValue()
    {
        var values = Enumerable.Range(0, 1000).Select(_ =>
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            return Cookie().WriteRefusal();
        });
        Assert.Equal("refused.2026-11", Assert.Single(values.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void Read_Refusal_GivesItsMonthAndNothingElse()
    {
        var choice = Read("refused.2026-11");
        Assert.Equal(ChoiceKind.Refused, choice.Kind);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), choice.Time);
        Assert.Equal(Guid.Empty, choice.RecordId);
    }

    [Fact]
    public void Read_Acceptance_GivesBackWhatWasWritten()
    {
        var choice = Read(Cookie().WriteAcceptance([new("ads", null), new("measure", "x_Y-1")], ["meta"], BrowserSignals.GlobalPrivacyControl, Id));
        Assert.Equal(ChoiceKind.Accepted, choice.Kind);
        Assert.Equal(Answer.Yes, choice.Scopes.To("measure", out var scope));
        Assert.Equal("x_Y-1", scope);
        Assert.Equal(Answer.No, choice.Scopes.To("ads", out _));
        Assert.Equal(Answer.NotAsked, choice.Scopes.To("meas", out _));
        Assert.True(choice.Scopes.Refuses("meta"));
        Assert.False(choice.Scopes.Refuses("met"));
        Assert.False(choice.Scopes.Refuses("google"));
        Assert.Equal(BrowserSignals.GlobalPrivacyControl, choice.SignalsWereOn);
        Assert.Equal(_time.GetUtcNow(), choice.Time);
        Assert.Equal(Id, choice.RecordId);
        Assert.False(choice.IsExpired);
    }

    [Fact]
    public void Read_AnyChangedCharacter_IsUnreadable()
    {
        var value = Cookie().WriteAcceptance([new("ads", "scope")], [], BrowserSignals.None, Id);
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value[..i] + (value[i] == 'x' ? 'y' : 'x') + value[(i + 1)..];
            Assert.Equal(ChoiceKind.Unreadable, Read(changed).Kind);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("accepted.")]
    [InlineData("accepted.1.0.x.y.z")]
    [InlineData("accepted....")]
    [InlineData("refused")]
    [InlineData("refused.")]
    [InlineData("refused.2026-13")]
    [InlineData("refused.2026-11.anna")]
    [InlineData("accepted.1.0.ü.y.z")]
    public void Read_Garbage_IsUnreadable(string value) => Assert.Equal(ChoiceKind.Unreadable, Read(value).Kind);

    [Fact]
    public void Read_Oversized_IsUnreadable() => Assert.Equal(ChoiceKind.Unreadable, Read("accepted." + new string('a', 100_000)).Kind);

    [Fact]
    public void Read_OtherGatewaysKey_IsUnreadable()
    {
        var other = new ChoiceCookie(new RootSecrets([1, .. new byte[31]]), _time);
        Assert.Equal(ChoiceKind.Unreadable, Read(other.WriteAcceptance([new("ads", "scope")], [], BrowserSignals.None, Id)).Kind);
    }

    [Fact]
    public void Read_GrantTokenAsCookie_IsUnreadable()
    {
        // One use's signature is never another's.
        var token = new GrantToken(new RootSecrets(new byte[32]), _time);
        Assert.Equal(ChoiceKind.Unreadable, Read(token.Write("shop", [new("ads", "scope")], token.End)).Kind);
    }

    [Fact]
    public void Read_AfterRotation_ThePreviousSecretStillCounts()
    {
        var value = Cookie().WriteAcceptance([new("ads", "scope")], [], BrowserSignals.None, Id);
        byte[] next = [1, .. new byte[31]];
        Assert.Equal(ChoiceKind.Accepted, new ChoiceCookie(new RootSecrets(next, new byte[32]), _time).Read(value.AsMemory()).Kind);
        Assert.Equal(ChoiceKind.Unreadable, new ChoiceCookie(new RootSecrets(next), _time).Read(value.AsMemory()).Kind);
    }

    [Fact]
    public void Read_AfterThirteenMonths_HasExpired()
    {
        var value = Cookie().WriteAcceptance([new("ads", "scope")], [], BrowserSignals.None, Id);
        _time.SetUtcNow(new DateTimeOffset(2027, 12, 23, 11, 59, 59, TimeSpan.Zero));
        Assert.False(Read(value).IsExpired);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Read(value).IsExpired);
    }

    [Theory]
    [InlineData(ChoiceKind.None, ChoiceKind.Accepted, ChoiceKind.Accepted)]
    [InlineData(ChoiceKind.None, ChoiceKind.Unreadable, ChoiceKind.Unreadable)]
    [InlineData(ChoiceKind.Accepted, ChoiceKind.Refused, ChoiceKind.Refused)]
    [InlineData(ChoiceKind.Accepted, ChoiceKind.Unreadable, ChoiceKind.Unreadable)]
    public void Or_TwoCookies_TheRefusingOneCounts(ChoiceKind one, ChoiceKind other, ChoiceKind expected)
    {
        Assert.Equal(expected, new StoredChoice { Kind = one }.Or(new StoredChoice { Kind = other }).Kind);
        Assert.Equal(expected, new StoredChoice { Kind = other }.Or(new StoredChoice { Kind = one }).Kind);
    }

    [Fact]
    public void Or_TwoAcceptances_TheLaterOneCounts()
    {
        var early = new StoredChoice { Kind = ChoiceKind.Accepted, Time = _time.GetUtcNow() };
        var late = early with { Time = early.Time.AddSeconds(1) };
        Assert.Equal(late, early.Or(late));
        Assert.Equal(late, late.Or(early));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(64, 0)]
    [InlineData(40, 30)]
    public void LongestAcceptance_IsTheLengthOfTheCookieThatSaysAll(int purposes, int recipients)
    {
        string[] all = [.. Enumerable.Range(0, purposes).Select(n => $"purpose{n}")];
        string[] refused = [.. Enumerable.Range(0, recipients).Select(n => $"recipient{n}")];

        var value = Cookie().WriteAcceptance(all.Select(p => KeyValuePair.Create(p, (string?)"AAAAAAAAAAAA")), refused, BrowserSignals.GlobalPrivacyControl | BrowserSignals.DoNotTrack, Id);

        Assert.Equal(value.Length, ChoiceCookie.LongestAcceptance(all, refused));
        Assert.Equal(ChoiceKind.Accepted, Read(value).Kind);
    }

    private ChoiceCookie Cookie() => new(new RootSecrets(new byte[32]), _time);

    private StoredChoice Read(string value) => Cookie().Read(value.AsMemory());
}
