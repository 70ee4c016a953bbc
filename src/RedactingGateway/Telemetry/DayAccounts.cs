using System.Collections.Concurrent;
using System.Collections.Immutable;
using RedactingGateway.State;

namespace RedactingGateway.Telemetry;

/// <summary>What this run of the node has disclosed on one day, by recipient.</summary>
internal sealed class DayAccounts(DateOnly day)
{
    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    public DateOnly Day => day;

    public void Add(string recipient, DisclosureTally tally) => _accounts.GetOrAdd(recipient, static _ => new Account()).Add(tally);

    /// <summary>The accounts that changed since they were <see cref="MarkWritten">written</see>.</summary>
    public ImmutableSortedDictionary<string, DisclosureTally> Unwritten()
    {
        var unwritten = ImmutableSortedDictionary.CreateBuilder<string, DisclosureTally>(StringComparer.Ordinal);
        foreach (var (recipient, account) in _accounts)
        {
            if (account.Read() is var tally && tally != account.Written)
            {
                unwritten.Add(recipient, tally);
            }
        }

        return unwritten.ToImmutable();
    }

    public void MarkWritten(ImmutableSortedDictionary<string, DisclosureTally> written)
    {
        foreach (var (recipient, tally) in written)
        {
            _accounts[recipient].Written = tally;
        }
    }

    private sealed class Account
    {
        private readonly Lock _lock = new();
        private DisclosureTally _tally;

        public DisclosureTally Written { get; set; }

        public void Add(DisclosureTally tally)
        {
            lock (_lock)
            {
                _tally = _tally.Plus(tally);
            }
        }

        public DisclosureTally Read()
        {
            lock (_lock)
            {
                return _tally;
            }
        }
    }
}
