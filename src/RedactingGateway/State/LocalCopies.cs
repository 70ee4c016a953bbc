using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RedactingGateway.State;

/// <summary>Answers of a store, kept for a second at most.</summary>
/// <typeparam name="TKey">What was asked for.</typeparam>
/// <typeparam name="TValue">The answer.</typeparam>
internal sealed class LocalCopies<TKey, TValue>(TimeProvider time)
    where TKey : notnull
{
    // 1 second: so long may a node act on an answer after another node changed it, and no longer.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // 65,536 copies, some 10 MB: clients choose what is asked for, so the number must end somewhere.
    private const int Most = 65_536;

    private readonly ConcurrentDictionary<TKey, (TValue Value, long Asked)> _copies = [];
    private int _changes;
    private int _count;

    /// <summary>A copy that is young enough.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_copies.TryGetValue(key, out var copy) && time.GetElapsedTime(copy.Asked) < Longest)
        {
            value = copy.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Begins a question to the store; the answer is as old as this call.</summary>
    public Question Ask() => new(time.GetTimestamp(), Volatile.Read(ref _changes));

    /// <summary>Keeps an answer, unless something changed since the question.</summary>
    public void Keep(TKey key, TValue value, Question question)
    {
        if (question.Changes != Volatile.Read(ref _changes))
        {
            return;
        }

        if (Interlocked.Increment(ref _count) > Most)
        {
            _copies.Clear();
            Volatile.Write(ref _count, 1);
        }

        _copies[key] = (value, question.Asked);
        if (question.Changes != Volatile.Read(ref _changes))
        {
            _copies.TryRemove(key, out _);
        }
    }

    /// <summary>Something changed.</summary>
    public void Drop(TKey key)
    {
        Interlocked.Increment(ref _changes);
        _copies.TryRemove(key, out _);
    }

    /// <summary>When a question was asked.</summary>
    internal readonly record struct Question(long Asked, int Changes);
}
