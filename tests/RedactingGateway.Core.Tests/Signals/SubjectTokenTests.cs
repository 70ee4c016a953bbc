using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Signals;

public sealed class SubjectTokenTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Other = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly ImmutableArray<SubjectKey> _subjects = new SubjectKeys(new RootSecrets(Secret)).Of(SubjectKind.Email, "anna@example.org");

    private SubjectToken Tokens => new(new RootSecrets(Secret), _time);

    [Fact]
    public void Token_UntilItsEnd_NamesItsSubjectsAndHasNoValue()
    {
        var (token, end) = Tokens.Write(_subjects);

        Assert.True(Tokens.TryRead(token, out var read));
        Assert.Equal(_subjects.AsEnumerable(), read);
        Assert.DoesNotContain("anna", token, StringComparison.Ordinal);
        _time.SetUtcNow(end);
        Assert.False(Tokens.TryRead(token, out _));
    }

    [Fact]
    public void Token_OfMostSubjects_CanBeRead()
    {
        ImmutableArray<SubjectKey> most = [.. Enumerable.Range(0, SubjectToken.MaxKeys).Select(i => new SubjectKey((UInt128)i))];

        Assert.True(Tokens.TryRead(Tokens.Write(most).Token, out var read));
        Assert.Equal(most.AsEnumerable(), read);
    }

    [Fact]
    public void Token_OfAnotherSecretOrUse_IsNone()
    {
        var (token, _) = Tokens.Write(_subjects);
        var grant = new GrantToken(new RootSecrets(Secret), _time);

        Assert.False(new SubjectToken(new RootSecrets(Other), _time).TryRead(token, out _));
        Assert.True(new SubjectToken(new RootSecrets(Other, Secret), _time).TryRead(token, out _));
        Assert.False(Tokens.TryRead(grant.Write("shop", [], grant.End), out _));
        Assert.False(grant.TryRead(token.AsMemory(), site: null, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("subject.")]
    [InlineData("subject.9999999999.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Token_ThatNobodySigned_IsNone(string token) => Assert.False(Tokens.TryRead(token, out _));

    [Fact]
    public void Token_WithAnyCharacterChanged_IsNone()
    {
        var (token, _) = Tokens.Write(_subjects);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.False(Tokens.TryRead(new string(changed), out _));
        }
    }
}
