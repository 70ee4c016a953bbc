using Microsoft.Extensions.Time.Testing;
using RedactingGateway.State;

namespace RedactingGateway.FunctionalTests.State;

public sealed class LocalCopiesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Copy_LivesASecondFromTheQuestion()
    {
        var copies = new LocalCopies<int, string>(_time);
        var question = copies.Ask();
        _time.Advance(TimeSpan.FromMilliseconds(600));
        copies.Keep(1, "a", question);

        _time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.True(copies.TryGet(1, out var copy));
        Assert.Equal("a", copy);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(copies.TryGet(1, out _));
    }

    [Fact]
    public void AnswerToAQuestionBeforeAChange_IsNotKept()
    {
        var copies = new LocalCopies<int, string>(_time);
        var question = copies.Ask();
        copies.Drop(1);
        copies.Keep(1, "old", question);

        Assert.False(copies.TryGet(1, out _));
    }

    [Fact]
    public void ManyCopies_AreBounded()
    {
        var copies = new LocalCopies<int, int>(_time);
        for (var i = 0; i < 1_000_000; i++)
        {
            copies.Keep(i, i, copies.Ask());
        }

        Assert.InRange(Enumerable.Range(0, 1_000_000).Count(i => copies.TryGet(i, out _)), 1, 65_536);
    }
}
