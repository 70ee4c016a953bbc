using System.Text;
using Microsoft.Extensions.Logging;
using RedactingGateway.Core.Redaction;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.State.Redis;
using RedactingGateway.State.Salts;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>Salts: prepared in time, equal at all nodes, and gone after their time from every file.</summary>
public sealed class SaltTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rgw-state-");
    private readonly ShiftedTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Alone_ThisEpochAndTheNextArePrepared_AndOutliveTheProcess()
    {
        byte[]? today, tomorrow;
        await using (var node = await StartAloneAsync())
        {
            (today, tomorrow) = (node.Salt(1, _time.GetUtcNow()), node.Salt(1, _time.GetUtcNow().AddDays(1)));
            Assert.NotNull(node.Salt(30, _time.GetUtcNow()));
            Assert.Null(node.Salt(7, _time.GetUtcNow()));
        }

        await using var again = await StartAloneAsync();
        Assert.Equal(today, again.Salt(1, _time.GetUtcNow()));
        Assert.Equal(tomorrow, again.Salt(1, _time.GetUtcNow().AddDays(1)));
        Assert.NotEqual(today, tomorrow);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in SaltFileNames())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task Alone_KeptADayAfterItsEnd_ThenNoFileHasIt()
    {
        await using var node = await StartAloneAsync();
        var epochTime = _time.GetUtcNow();
        var salt = node.Salt(1, epochTime)!;
        Assert.NotEmpty(Occurrences(salt, _directory.FullName));

        // 12:00 of the first day; the epoch ends at midnight and its salt a day later.
        _time.Advance(TimeSpan.FromHours(35));
        await node.Get<SaltKeeper>().RunAsync();
        Assert.Equal(salt, node.Salt(1, epochTime));

        _time.Advance(TimeSpan.FromHours(1.1));
        await node.Get<SaltKeeper>().RunAsync();
        Assert.Null(node.Salt(1, epochTime));
        Assert.NotNull(node.Salt(1, _time.GetUtcNow()));
        await node.Consents.AppendAsync(Guid.NewGuid(), StateSuite.Entry(_time.GetUtcNow()), TestContext.Current.CancellationToken);
        Assert.Empty(Occurrences(salt, _directory.FullName));
    }

    [Fact]
    public async Task TwoNodes_SameSalts_AndALateThirdGetsThemFromAPeer()
    {
        await using var cluster = await Cluster.StartAsync();
        var nodes = await Task.WhenAll(cluster.NodeAsync("first"), cluster.NodeAsync("second"));
        var late = await cluster.NodeAsync("late");

        foreach (var time in new[] { cluster.Time.GetUtcNow(), cluster.Time.GetUtcNow().AddDays(1) })
        {
            var salt = nodes[0].Salt(1, time);
            Assert.NotNull(salt);
            Assert.Equal(salt, nodes[1].Salt(1, time));
            Assert.Equal(salt, late.Salt(1, time));
        }

        Assert.NotEqual(nodes[0].Salt(1, cluster.Time.GetUtcNow()), nodes[0].Salt(1, cluster.Time.GetUtcNow().AddDays(1)));
    }

    [Fact]
    public async Task TwoNodesPropose_AtOnce_BothTakeTheOneThatWon()
    {
        await using var cluster = await Cluster.StartAsync();
        var nodes = await Task.WhenAll(cluster.NodeAsync("first"), cluster.NodeAsync("second"));

        var pairs = await Task.WhenAll(Enumerable.Range(900_000, 50).Select(number => Task.WhenAll(
            nodes.Select(n => n.Get<SaltAgreement>().AgreeAsync(new Epoch(1, number), mayPropose: true, TimeSpan.FromDays(2))))));

        Assert.All(pairs, static pair =>
        {
            Assert.NotNull(pair[0]);
            Assert.Equal(pair[0], pair[1]);
        });
    }

    [Fact]
    public async Task Redis_NeverHasASalt_NotEvenWhileItLives()
    {
        await using var cluster = await Cluster.StartAsync("--save", "1 1");
        var first = await cluster.NodeAsync("first");
        var late = await cluster.NodeAsync("late");
        var epochTime = cluster.Time.GetUtcNow();
        var salt = first.Salt(1, epochTime)!;
        Assert.Equal(salt, late.Salt(1, epochTime));
        await WriteDownAsync(first);
        Assert.True(Directory.GetFiles(cluster.Redis.Directory, "*", SearchOption.AllDirectories).Length > 1);
        Assert.Empty(Occurrences(salt, cluster.Redis.Directory));

        cluster.Time.Advance(TimeSpan.FromHours(37));
        await first.Get<SaltKeeper>().RunAsync();
        await late.Get<SaltKeeper>().RunAsync();
        await WriteDownAsync(first);

        Assert.Null(first.Salt(1, epochTime));
        Assert.Null(late.Salt(1, epochTime));
        Assert.Empty(Occurrences(salt, cluster.Redis.Directory));
        Assert.Empty(Occurrences(salt, Path.GetDirectoryName(cluster.DirectoryOf("first"))!));
    }

    [Fact]
    public async Task NoPeerHasIt_ANewOneIsAgreedOnce_WithAWarning()
    {
        await using var cluster = await Cluster.StartAsync();
        var gone = await cluster.NodeAsync("gone");
        var lost = gone.Salt(1, cluster.Time.GetUtcNow());
        await cluster.StopAsync(gone);
        var logs = new LogSink();

        var next = await cluster.NodeAsync("next", new NodeSettings { Logging = l => l.AddProvider(logs) });
        var salt = next.Salt(1, cluster.Time.GetUtcNow());
        Assert.NotNull(salt);
        Assert.NotEqual(lost, salt);
        Assert.Contains(logs.Lines, l => l.Contains("generation 2", StringComparison.Ordinal));

        // The node that had the first one comes back and takes the new one.
        var back = await cluster.NodeAsync("gone");
        Assert.Equal(salt, back.Salt(1, cluster.Time.GetUtcNow()));
    }

    [Fact]
    public async Task RedisDown_NoSaltIsMadeUp_AndOneThatWasAgreedOnStays()
    {
        await using var cluster = await Cluster.StartAsync();
        var old = await cluster.NodeAsync("old");
        var salt = old.Salt(1, cluster.Time.GetUtcNow());
        await cluster.StopAsync(old);
        await cluster.Redis.KillAsync();

        var without = await cluster.NodeAsync("without");
        Assert.Null(without.Salt(1, cluster.Time.GetUtcNow()));
        Assert.Equal(salt, (await cluster.NodeAsync("old")).Salt(1, cluster.Time.GetUtcNow()));

        await cluster.Redis.StartAgainAsync();
        await Cluster.UntilAsync(() => Task.FromResult(without.Salt(1, cluster.Time.GetUtcNow()) is not null));
        Assert.Equal(salt, without.Salt(1, cluster.Time.GetUtcNow()));
    }

    [Theory]
    [InlineData("old", "new")]
    [InlineData("new", "old")]
    public async Task RootSecretRotates_NodesOfBothSecretsShareSalts(string first, string second)
    {
        await using var cluster = await Cluster.StartAsync();
        var settings = new Dictionary<string, NodeSettings>(StringComparer.Ordinal)
        {
            ["old"] = new NodeSettings(),
            ["new"] = new NodeSettings { RootSecret = new byte[32], PreviousRootSecret = new NodeSettings().RootSecret },
        };

        var one = await cluster.NodeAsync("one", settings[first]);
        var two = await cluster.NodeAsync("two", settings[second]);

        Assert.Equal(one.Salt(1, cluster.Time.GetUtcNow()), two.Salt(1, cluster.Time.GetUtcNow()));
    }

    [Fact]
    public async Task OtherRootSecret_ReadsNoAnswer_AndTakesTheEpochFromNobody()
    {
        await using var cluster = await Cluster.StartAsync();
        var one = await cluster.NodeAsync("one");
        var salt = one.Salt(1, cluster.Time.GetUtcNow());
        var logs = new LogSink();
        var stranger = await cluster.NodeAsync("stranger", new NodeSettings { RootSecret = new byte[32], Logging = l => l.AddProvider(logs) });

        Assert.Null(stranger.Salt(1, cluster.Time.GetUtcNow()));
        Assert.Contains("another root secret", logs.Text, StringComparison.Ordinal);
        await one.Get<SaltKeeper>().RunAsync();
        Assert.Equal(salt, one.Salt(1, cluster.Time.GetUtcNow()));
    }

    [Fact]
    public void Seal_OpensForItsRequestOnly()
    {
        var seal = new SaltSeal(new byte[32]);
        var salt = Enumerable.Range(0, EpochSalts.Length).Select(i => (byte)i).ToArray();
        var sealedSalt = seal.Seal("1:2:a", salt);

        Assert.Equal(salt, seal.TryOpen("1:2:a", sealedSalt));
        Assert.Null(seal.TryOpen("1:2:b", sealedSalt));
        Assert.Null(new SaltSeal([1, .. new byte[31]]).TryOpen("1:2:a", sealedSalt));
        Assert.Null(seal.TryOpen("1:2:a", sealedSalt.AsSpan(1)));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private Task<TestNode> StartAloneAsync() => TestNode.StartAsync(_directory.FullName, redis: null, _time, new NodeSettings { RotateDays = [1, 30] });

    private string[] SaltFileNames() => Directory.GetFiles(Path.Combine(_directory.FullName, "salts"));

    // Everything that Redis has, in a snapshot and in a fresh append-only file.
    private static async Task WriteDownAsync(TestNode node)
    {
        var server = (await node.Get<RedisLink>().MultiplexerAsync()).GetServers().Single();
        await server.ExecuteAsync("SAVE");
        await server.ExecuteAsync("BGREWRITEAOF");
        await Cluster.UntilAsync(async () => ((string?)await server.ExecuteAsync("INFO", "persistence"))!.Contains("aof_rewrite_in_progress:0", StringComparison.Ordinal));
    }

    private static List<string> Occurrences(byte[] salt, string directory)
    {
        byte[][] spellings =
        [
            salt,
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(salt)),
            Encoding.ASCII.GetBytes(Convert.ToHexString(salt)),

            // Without its last characters: they depend on what follows.
            Encoding.ASCII.GetBytes(Convert.ToBase64String(salt)[..40]),
        ];

        // The lock file is empty, and held.
        return [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(static file => Path.GetFileName(file) != "lock").Where(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return Array.Exists(spellings, s => copy.ToArray().AsSpan().IndexOf(s) >= 0);
        })];
    }
}
