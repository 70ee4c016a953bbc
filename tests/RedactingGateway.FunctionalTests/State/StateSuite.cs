using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Signals;
using RedactingGateway.State;
using RedactingGateway.State.Redis;
using RedactingGateway.State.Sqlite;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>What holds for the state wherever it is kept.</summary>
public abstract class StateSuite : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rgw-state-");
    private TestNode? _node;

    private protected ShiftedTime Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private protected TestNode Node => _node!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        try
        {
            _node = await OpenAsync();
        }
        catch
        {
            // The runner disposes of nothing that did not begin.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _directory.Delete(recursive: true);
        await CleanAsync();
    }

    [Fact]
    public async Task Find_NobodyObjected_None()
    {
        Assert.Equal(ObjectionAnswer.None, await FindAsync(1));
        Assert.Equal(ObjectionAnswer.None, await FindAsync(1, 2));
        Assert.Equal(ObjectionAnswer.None, await FindAsync());
    }

    [Fact]
    public async Task Set_ThenFind_SaysWhatWasObjectedTo()
    {
        // A copy of "none" must not outlive the objection.
        await FindAsync(1);
        var time = Time.GetUtcNow();

        Assert.Equal(Acknowledgement.Stored, await SetAsync(time, [1, 2], "ads", "offers"));

        foreach (var subject in new[] { 1, 2 })
        {
            var found = (await FindAsync(subject)).Objection!;
            Assert.Equal(["ads", "offers"], found.Purposes);
            Assert.True((time - found.Time).Duration() < TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ObjectionAnswer.None, await FindAsync(3));
    }

    [Fact]
    public async Task Set_OtherPurposeLater_BothHold()
    {
        await SetAsync(Time.GetUtcNow(), [1], "ads");
        await SetAsync(Time.GetUtcNow().AddMinutes(1), [1], "offers");
        Assert.Equal(["ads", "offers"], (await FindAsync(1)).Objection!.Purposes);

        await SetAsync(Time.GetUtcNow(), [1]);
        Assert.True((await FindAsync(1)).Objection!.IsToEverything);
    }

    [Fact]
    public async Task Find_SeveralSubjects_WhatEitherObjectedTo()
    {
        await SetAsync(Time.GetUtcNow(), [1], "ads");
        await SetAsync(Time.GetUtcNow(), [2], "offers");

        Assert.Equal(["ads", "offers"], (await FindAsync(1, 2, 3)).Objection!.Purposes);
    }

    [Fact]
    public async Task Lift_OnlyWhatWasBefore_AndNothingOlderComesBack()
    {
        var time = Time.GetUtcNow();
        await SetAsync(time, [1], "ads");
        await Node.Objections.LiftAsync([new SubjectKey(1)], time.AddSeconds(1), Token);
        Assert.Equal(ObjectionAnswer.None, await FindAsync(1));

        // The same objection again, late: from a journal, or by a clock that is behind.
        await SetAsync(time, [1], "ads");
        Assert.Equal(ObjectionAnswer.None, await FindAsync(1));

        // At the very moment of the lift the objection stays.
        await SetAsync(time.AddSeconds(1), [1], "offers");
        Assert.Equal(["offers"], (await FindAsync(1)).Objection!.Purposes);
    }

    [Fact]
    public async Task Lift_WithoutObjection_ThenObjection_Holds()
    {
        var time = Time.GetUtcNow();
        await Node.Objections.LiftAsync([new SubjectKey(1)], time, Token);
        await SetAsync(time.AddSeconds(1), [1], "ads");

        Assert.Equal(["ads"], (await FindAsync(1)).Objection!.Purposes);
    }

    [Fact]
    public async Task Reopened_EverythingIsThere()
    {
        var id = Guid.NewGuid();
        await SetAsync(Time.GetUtcNow(), [1], "ads");
        await Node.Consents.AppendAsync(id, Entry(Time.GetUtcNow()), Token);
        await Node.Consents.ArchiveTextAsync("hash", "What you see.", Token);
        await Node.Outbox.EnqueueAsync(new OutboxMessage(Guid.NewGuid(), "shop", [1, 2], Time.GetUtcNow()), Token);

        await ReopenAsync();

        Assert.Equal(["ads"], (await FindAsync(1)).Objection!.Purposes);
        Assert.Single((await Node.Consents.ReadAsync(id, Token))!.Entries);
        Assert.Equal("What you see.", await Node.Consents.ReadTextAsync("hash", Token));
        Assert.Equal([1, 2], Assert.Single(await Node.Outbox.TakeDueAsync(Time.GetUtcNow(), 10, Token)).Message.Body);
    }

    [Fact]
    public async Task Consent_EntriesAreAppended_TheSameTwiceIsOne()
    {
        var id = Guid.NewGuid();
        var given = Entry(Time.GetUtcNow());
        var withdrawn = given with { Time = given.Time.AddDays(3), Event = ConsentEvent.Withdrawn, Place = ConsentPlace.PrivacyPage };
        Assert.Null(await Node.Consents.LatestAsync(id));
        Assert.Null(await Node.Consents.ReadAsync(id, Token));

        await Node.Consents.AppendAsync(id, withdrawn, Token);
        await Node.Consents.AppendAsync(id, given, Token);
        await Node.Consents.AppendAsync(id, given, Token);

        var record = (await Node.Consents.ReadAsync(id, Token))!;
        Assert.Equal(id, record.Id);
        Assert.Equal([ConsentEvent.Given, ConsentEvent.Withdrawn], record.Entries.Select(e => e.Event));
        Assert.Equal(given with { Purposes = record.Entries[0].Purposes, Scopes = record.Entries[0].Scopes }, record.Entries[0]);
        Assert.Equal(given.Purposes, record.Entries[0].Purposes);
        Assert.Equal(given.Scopes, record.Entries[0].Scopes);
        Assert.True((withdrawn.Time - await Node.Consents.LatestAsync(id))!.Value.Duration() < TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Consent_Erased_IsGone()
    {
        var id = Guid.NewGuid();
        Assert.Null(await Node.Consents.EraseAsync(id, Token));
        await Node.Consents.AppendAsync(id, Entry(Time.GetUtcNow()), Token);
        await Node.Consents.LatestAsync(id);

        Assert.Equal(Acknowledgement.Stored, await Node.Consents.EraseAsync(id, Token));

        Assert.Null(await Node.Consents.ReadAsync(id, Token));
        Assert.Equal(ConsentRecords.Erased, await Node.Consents.LatestAsync(id));
        Assert.Null(await Node.Consents.EraseAsync(id, Token));

        // What comes late, from a journal, brings nothing back.
        await Node.Consents.AppendAsync(id, Entry(Time.GetUtcNow()), Token);
        await ReopenAsync();
        Assert.Null(await Node.Consents.ReadAsync(id, Token));
        Assert.Equal(ConsentRecords.Erased, await Node.Consents.LatestAsync(id));
        Assert.Null(await Node.Consents.LatestAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task Text_ArchivedTwice_TheFirstStays()
    {
        await Node.Consents.ArchiveTextAsync("hash", "first", Token);
        await Node.Consents.ArchiveTextAsync("hash", "second", Token);

        Assert.Equal("first", await Node.Consents.ReadTextAsync("hash", Token));
        Assert.Null(await Node.Consents.ReadTextAsync("other", Token));
    }

    [Fact]
    public async Task Outbox_TakenIsLeased_LaterWaits_DoneIsGone()
    {
        var now = Time.GetUtcNow();
        var first = new OutboxMessage(Guid.NewGuid(), "shop", [1], now);
        var second = new OutboxMessage(Guid.NewGuid(), "shop", [2], now.AddMilliseconds(1));
        await Node.Outbox.EnqueueAsync(first, Token);
        await Node.Outbox.EnqueueAsync(second, Token);
        await Node.Outbox.EnqueueAsync(second, Token);
        now = now.AddSeconds(1);

        Assert.Equal([first.Id], Ids(await Node.Outbox.TakeDueAsync(now, 1, Token)));
        Assert.Equal([second.Id], Ids(await Node.Outbox.TakeDueAsync(now, 10, Token)));
        Assert.Empty(await Node.Outbox.TakeDueAsync(now + Outbox.Lease - TimeSpan.FromSeconds(2), 10, Token));
        await Node.Outbox.LaterAsync(second.Id, now.AddHours(1), 1, Token);
        Assert.Equal([first.Id], Ids(await Node.Outbox.TakeDueAsync(now + Outbox.Lease, 10, Token)));

        await Node.Outbox.DoneAsync(first.Id, Token);
        var due = Assert.Single(await Node.Outbox.TakeDueAsync(now.AddHours(2), 10, Token));
        Assert.Equal((second.Id, 1), (due.Message.Id, due.Attempts));
        Assert.Equal([2], due.Message.Body);
        await Node.Outbox.DoneAsync(second.Id, Token);
        Assert.Empty(await Node.Outbox.TakeDueAsync(now.AddHours(4), 10, Token));
    }

    [Fact]
    public async Task Retention_ConsentEndsThreeYearsAfterItsLastEntry_ObjectionsStay()
    {
        var (old, renewed) = (Guid.NewGuid(), Guid.NewGuid());
        var given = Time.GetUtcNow();
        await Node.Consents.AppendAsync(old, Entry(given), Token);
        await Node.Consents.AppendAsync(renewed, Entry(given), Token);
        await Node.Consents.AppendAsync(renewed, Entry(given.AddDays(10)) with { Event = ConsentEvent.Changed }, Token);
        await SetAsync(given, [1], "ads");
        var job = Node.Get<RetentionJob>();

        Time.Advance(TimeSpan.FromDays(1095));
        await job.RunAsync();
        Assert.NotNull(await Node.Consents.ReadAsync(old, Token));

        Time.Advance(TimeSpan.FromDays(2));
        await job.RunAsync();
        Assert.Null(await Node.Consents.ReadAsync(old, Token));
        Assert.Equal(2, (await Node.Consents.ReadAsync(renewed, Token))!.Entries.Length);

        Time.Advance(TimeSpan.FromDays(3650));
        await job.RunAsync();
        Assert.Null(await Node.Consents.ReadAsync(renewed, Token));
        Assert.Equal(["ads"], (await FindAsync(1)).Objection!.Purposes);
    }

    [Fact]
    public async Task Disclosures_OfSeveralRuns_AddUp_AndARepeatedReportCountsOnce()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var day = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);
        await ReportAsync(day, first, "meta", new DisclosureTally(10, 4, 20, 1));
        await ReportAsync(day, first, "meta", new DisclosureTally(15, 5, 30, 2));
        await ReportAsync(day, first, "meta", new DisclosureTally(15, 5, 30, 2));
        await ReportAsync(day, second, "meta", new DisclosureTally(1, 1, 1, 0));
        await ReportAsync(day.AddDays(-1), first, "meta", new DisclosureTally(100, 0, 0, 0));
        await ReportAsync(day, second, "google", new DisclosureTally(7, 0, 0, 0));

        // Late, and out of order: what is newer has it already.
        await ReportAsync(day, first, "meta", new DisclosureTally(10, 4, 20, 1));

        await ReopenAsync();
        var tallies = await Node.Get<IStateStore>().ReadDisclosuresAsync(day.AddDays(-29), day);
        Assert.Equal(new DisclosureTally(116, 6, 31, 2), tallies["meta"]);
        Assert.Equal(new DisclosureTally(7, 0, 0, 0), tallies["google"]);
        Assert.Equal(2, tallies.Count);
    }

    [Fact]
    public async Task Disclosures_OlderThanThirtyDays_AreNeitherReadNorKept()
    {
        var day = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);
        await ReportAsync(day, Guid.NewGuid(), "meta", new DisclosureTally(1, 0, 0, 0));

        Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(1, (await FiguresAsync())["meta"].Sent);

        Time.Advance(TimeSpan.FromDays(1));
        await Node.Get<RetentionJob>().RunAsync();
        Assert.Empty(await FiguresAsync());
        await AssertForgottenAsync(day);
    }

    [Fact]
    public async Task DisclosureAccounts_AreWrittenByTheTimerAndAtTheEnd_EachNumberOnce()
    {
        var time = new FakeTimeProvider(Time.GetUtcNow());
        var accounts = Accounts(time);
        await accounts.StartAsync(Token);
        accounts.Add("meta", counts: null, hasLeft: false);
        await accounts.FlushAsync();
        accounts.Add("meta", counts: null, hasLeft: false);
        time.Advance(TimeSpan.FromDays(1));
        accounts.Add("meta", counts: null, hasLeft: false);
        await accounts.FlushAsync();
        accounts.Add("google", counts: null, hasLeft: false);
        await accounts.StopAsync(Token);
        accounts.Dispose();

        await ReopenAsync();
        using var next = Accounts(time);
        var figures = (await next.ReadAsync())!;
        Assert.Equal(3, figures["meta"].Stopped);
        Assert.Equal(1, figures["google"].Stopped);
    }

    private protected abstract Task AssertForgottenAsync(DateOnly day);

    private DisclosureAccounts Accounts(TimeProvider time) =>
        new(Node.Get<StateWriting>(), Node.Get<IStateStore>(), Node.Get<StateRetention>(), time, NullLogger<DisclosureAccounts>.Instance);

    private async Task<ImmutableDictionary<string, DisclosureTally>> FiguresAsync()
    {
        using var accounts = Accounts(Time);
        return (await accounts.ReadAsync())!;
    }

    private Task<Acknowledgement> ReportAsync(DateOnly day, Guid run, string recipient, DisclosureTally tally) => Node.Get<StateWriting>().WriteAsync(
        new DisclosureReport(day, run, ImmutableSortedDictionary<string, DisclosureTally>.Empty.Add(recipient, tally)), Token);

    private protected abstract string? Redis { get; }

    private protected virtual ValueTask PrepareAsync() => ValueTask.CompletedTask;

    private protected virtual ValueTask CleanAsync() => ValueTask.CompletedTask;

    private protected async Task ReopenAsync()
    {
        await Node.DisposeAsync();
        _node = await OpenAsync();
    }

    private protected async Task<TestNode> OpenAsync()
    {
        var node = await TestNode.StartAsync(_directory.FullName, Redis, Time);
        if (Redis is not null)
        {
            // A node starts whether Redis answers in time or not; a test of what it keeps there must not begin before it does.
            await Cluster.UntilAsync(node, isUp: true);
        }

        return node;
    }

    private protected ValueTask<ObjectionAnswer> FindAsync(params int[] subjects) =>
        Node.Objections.FindAsync(subjects.Select(s => new SubjectKey((UInt128)s)).ToArray());

    private protected Task<Acknowledgement> SetAsync(DateTimeOffset time, int[] subjects, params string[] purposes) =>
        Node.Objections.SetAsync([.. subjects.Select(s => new SubjectKey((UInt128)s))], new Objection(time, [.. purposes]), Token);

    private static Guid[] Ids(ImmutableArray<DueMessage> due) => [.. due.Select(d => d.Message.Id)];

    internal static ConsentEntry Entry(DateTimeOffset time) => new()
    {
        Time = time,
        Event = ConsentEvent.Given,
        Purposes = ImmutableSortedDictionary<string, bool>.Empty.Add("ads", value: true).Add("offers", value: false),
        Scopes = ImmutableSortedDictionary<string, string>.Empty.Add("ads", "scope-1").Add("offers", "scope-2"),
        TextHash = "hash",
        Language = "de",
        PolicyRevision = "revision-1",
        Place = ConsentPlace.Banner,
        GpcWasOn = true,
        DntWasOn = false,
        Site = "shop",
    };
}

/// <summary>The suite on a node's own file.</summary>
public sealed class SqliteStateTests : StateSuite
{
    [Fact]
    public async Task Objections_OfANewFile_CertainlyNone_UntilOneIsSet_AndAfterARestart()
    {
        Assert.False(Node.Objections.MayExist);
        await SetAsync(Time.GetUtcNow(), [1], "ads");
        Assert.True(Node.Objections.MayExist);

        await ReopenAsync();
        Assert.True(Node.Objections.MayExist);
    }

    [Fact]
    public async Task ErasedRecord_IsRememberedForAsLongAsItsCookieLives()
    {
        var id = Guid.NewGuid();
        await Node.Consents.AppendAsync(id, Entry(Time.GetUtcNow()), Token);
        await Node.Consents.EraseAsync(id, Token);

        Time.Advance(TimeSpan.FromDays(397));
        await Node.Get<RetentionJob>().RunAsync();
        await ReopenAsync();
        Assert.Equal(ConsentRecords.Erased, await Node.Consents.LatestAsync(id));

        Time.Advance(TimeSpan.FromDays(4));
        await Node.Get<RetentionJob>().RunAsync();
        await ReopenAsync();
        Assert.Null(await Node.Consents.LatestAsync(id));
    }

    private protected override string? Redis => null;

    private protected override Task AssertForgottenAsync(DateOnly day)
    {
        Assert.Equal(0, Node.Get<SqliteDatabase>().Read("SELECT count(*) FROM disclosures", static row => row.GetInt64(0))[0]);
        return Task.CompletedTask;
    }
}

/// <summary>The suite on a real Redis.</summary>
public sealed class RedisStateTests : StateSuite
{
    private RedisServer? _server;

    private protected override string? Redis => _server!.ConnectionString;

    // Redis has a clock of its own: what can be seen is that the day goes by itself.
    private protected override async Task AssertForgottenAsync(DateOnly day)
    {
        var life = await Node.Get<RedisLink>().RunAsync(db => db.KeyTimeToLiveAsync(RedisKeys.Disclosures(day)));
        Assert.InRange(life!.Value, TimeSpan.FromDays(30), TimeSpan.FromDays(31));
    }

    private protected override async ValueTask PrepareAsync() => _server = await RedisServer.StartAsync();

    private protected override async ValueTask CleanAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
