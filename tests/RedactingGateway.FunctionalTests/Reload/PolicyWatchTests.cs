using System.Diagnostics;
using RedactingGateway.FunctionalTests.Architecture;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.FunctionalTests.Reload;

/// <summary>Changes of the policy's files are noticed, and waited for until they are whole.</summary>
public sealed class PolicyWatchTests
{
    private static readonly string[] Announced = ["--Gateway:PolicyPolling=0"];
    private static readonly string[] Polled = ["--Gateway:PolicyWatch=false", "--Gateway:PolicyPolling=00:00:05"];

    private static string Part(string host) => $"sites:\n  bare:\n    hosts: [{host}]\n    languages: [en]\n";

    [Fact]
    public async Task FilesSavedOneAfterTheOther_AreOneReload()
    {
        var time = new QuietTime();
        await using var bench = await ReloadBench.StartAsync(time, Announced, folder => File.WriteAllText(Path.Combine(folder, "part.yaml"), Part("old.example")));
        var part = Path.Combine(bench.Folder.Directory, "part.yaml");

        // A policy that is valid as it stands, but not what its author means.
        await bench.WriteAsync(TwoPolicies.B + "\ninclude: [part.yaml]");
        await time.WaitedForAsync();
        await File.WriteAllTextAsync(part, Part("new.example"), TestContext.Current.CancellationToken);
        time.GoOn();
        await time.WaitedForAsync();
        Assert.Equal(ReloadCause.Start, bench.Last.Latest.Cause);
        time.GoOn();

        await ReloadBench.UntilAsync(() => bench.Last.Latest.Cause == ReloadCause.Change);
        Assert.Equal((ReloadResult.Accepted, 1), (bench.Last.Latest.Result, bench.Last.AcceptedCount));
        Assert.Equal(200, (await bench.Gateway.SendAsync("GET /privacy-choices/ HTTP/1.1\nHost: new.example")).Status);
        Assert.Equal(421, (await bench.Gateway.SendAsync("GET /privacy-choices/ HTTP/1.1\nHost: old.example")).Status);
    }

    [Fact]
    public async Task FileThatIsWrittenInPieces_IsWaitedFor()
    {
        var time = new QuietTime();
        await using var bench = await ReloadBench.StartAsync(time, Announced);
        var file = Path.Combine(bench.Folder.Directory, "gateway.yaml");

        // Without its last line, half of the file is a policy too: one without a site.
        var cut = TwoPolicies.B.IndexOf("sites:", StringComparison.Ordinal);
        await using (var writer = new StreamWriter(file) { AutoFlush = true })
        {
            await writer.WriteAsync(TwoPolicies.B[..cut]);
            await time.WaitedForAsync();
            await writer.WriteAsync(TwoPolicies.B[cut..]);
        }

        time.GoOn();
        await time.WaitedForAsync();
        time.GoOn();

        await ReloadBench.UntilAsync(() => bench.Last.Latest.Cause == ReloadCause.Change);
        Assert.Equal((ReloadResult.Accepted, 1, 0), (bench.Last.Latest.Result, bench.Last.AcceptedCount, bench.Last.RefusedCount));
        await bench.Gateway.SendAsync("GET /page HTTP/1.1");
        Assert.Equal(1, bench.SiteB.Count);
    }

    [Fact]
    public async Task ChangeThatIsTakenBack_IsNoReload()
    {
        var time = new QuietTime();
        await using var bench = await ReloadBench.StartAsync(time, Announced);

        await bench.WriteAsync(TwoPolicies.B);
        await time.WaitedForAsync();
        await bench.WriteAsync(TwoPolicies.A);
        time.GoOn();
        await bench.WriteAsync(TwoPolicies.Invalid);
        await time.WaitedForAsync();

        Assert.Equal(ReloadCause.Start, bench.Last.Latest.Cause);
    }

    [Fact]
    public async Task ChangeThatACallWasFasterWith_IsJudgedOnce()
    {
        var time = new QuietTime();
        await using var bench = await ReloadBench.StartAsync(time, Announced);

        await bench.WriteAsync(TwoPolicies.Invalid);
        await time.WaitedForAsync();
        Assert.Equal(422, (await bench.ReloadAsync()).Status);
        time.GoOn();
        await bench.WriteAsync(TwoPolicies.B);
        await time.WaitedForAsync();
        time.GoOn();

        await ReloadBench.UntilAsync(() => bench.Last.AcceptedCount == 1);
        Assert.Equal((1, ReloadCause.Call), (bench.Last.RefusedCount, bench.Last.Refused!.Cause));
    }

    [Fact]
    public async Task RefusedChange_IsRefusedOnce_HoweverOftenItIsLookedAt()
    {
        var time = new QuietTime();
        await using var bench = await ReloadBench.StartAsync(time, ["--Gateway:PolicyPolling=00:00:05"]);
        await bench.WriteAsync(TwoPolicies.Invalid);
        await time.WaitedForAsync();
        time.GoOn();
        await ReloadBench.UntilAsync(() => bench.Last.RefusedCount == 1);

        for (var i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            File.SetLastWriteTimeUtc(Path.Combine(bench.Folder.Directory, "gateway.yaml"), DateTime.UnixEpoch.AddDays(i));
        }

        await bench.WriteAsync(TwoPolicies.B);
        await time.WaitedForAsync();
        time.GoOn();
        await ReloadBench.UntilAsync(() => bench.Last.AcceptedCount == 1);
        Assert.Equal(1, bench.Last.RefusedCount);
    }

    [Theory]
    [InlineData("protocols/googleAnalytics4.yaml")]
    [InlineData("presets/audienceMeasurementCnil.yaml")]
    [InlineData("notices/de.yaml")]
    public async Task OwnFileThatVanished_IsNotReplacedByTheShippedOne_UntilSomebodyAcceptsIt(string name)
    {
        var time = new QuietTime();
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "config", name), TestContext.Current.CancellationToken);
        await using var bench = await ReloadBench.StartAsync(time, Announced, Own);
        var inForce = bench.Last.InForce.Revision;

        // As by a copy that begins with a deletion.
        var file = Path.Combine(bench.Folder.Directory, name);
        File.Delete(file);
        await time.WaitedForAsync();
        time.GoOn();
        await ReloadBench.UntilAsync(() => bench.Last.RefusedCount == 1);
        var error = Assert.Single(bench.Last.Refused!.Diagnostics);
        Assert.EndsWith("/" + name, error.Span.File, StringComparison.Ordinal);
        Assert.Contains("SIGHUP, POST /reload or a restart", error.Message, StringComparison.Ordinal);
        Assert.Contains(name + ": error RGW0101", bench.Gateway.Logs.Text, StringComparison.Ordinal);
        Assert.Equal((inForce, true), (bench.Last.InForce.Revision, bench.Last.IsBehind));

        Own(bench.Folder.Directory);
        await time.WaitedForAsync();
        time.GoOn();
        await ReloadBench.UntilAsync(() => bench.Last.Latest.Result == ReloadResult.Unchanged);

        File.Delete(file);
        await time.WaitedForAsync();
        time.GoOn();
        await ReloadBench.UntilAsync(() => bench.Last.RefusedCount == 2);
        Assert.Equal(200, (await bench.ReloadAsync()).Status);
        Assert.NotEqual(inForce, bench.Last.InForce.Revision);

        void Own(string folder)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.WriteAllText(Path.Combine(folder, "whole~"), shipped + "\n# own\n");
            File.Move(Path.Combine(folder, "whole~"), Path.Combine(folder, name));
        }
    }

    [Fact]
    public async Task OwnFileThatNothingTakesThePlaceOf_MayGo()
    {
        var time = new QuietTime();
        await using var bench = await ReloadBench.StartAsync(
            time, Announced, static folder => File.WriteAllText(Path.Combine(folder, "protocols", "spare.yaml"), TwoPolicies.Dictionary.Replace("protocol: recorder", "protocol: spare", StringComparison.Ordinal)));

        File.Delete(Path.Combine(bench.Folder.Directory, "protocols", "spare.yaml"));
        await time.WaitedForAsync();
        time.GoOn();

        await ReloadBench.UntilAsync(() => bench.Last.AcceptedCount == 1);
    }

    [Fact]
    public async Task HostSettingThatChanged_IsNamedOnce_WithoutAReload()
    {
        var time = new QuietTime();
        var root = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(root, Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);
            await using var bench = await ReloadBench.StartAsync(time, [.. Polled, $"--Gateway:RootSecretFile={root}"]);
            await File.WriteAllTextAsync(root, Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]), TestContext.Current.CancellationToken);

            time.Advance(TimeSpan.FromSeconds(5));
            await ReloadBench.UntilAsync(() => Told() == 1);
            time.Advance(TimeSpan.FromSeconds(5));
            await bench.WriteAsync(TwoPolicies.B);
            time.Advance(TimeSpan.FromSeconds(5));
            await time.WaitedForAsync();

            Assert.Equal(1, Told());
            Assert.Equal(ReloadCause.Start, bench.Last.Latest.Cause);

            int Told() => bench.Gateway.Logs.Lines.Count(l => l.Contains("[65 SettingsNotTaken]", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(root);
        }
    }

    [Theory]
    [InlineData("gateway.yaml", true)]
    [InlineData("protocols", true)]
    [InlineData("protocols/recorder.yaml", true)]
    [InlineData("..data", true)]
    [InlineData("gateway.yaml.swp", false)]
    [InlineData("state/state.db-wal", false)]
    [InlineData("state/salts/1", false)]
    [InlineData("states", true)]
    public void Announcement_OfWhatIsNoPolicy_IsNotLookedAt(string path, bool concerns) =>
        Assert.Equal(concerns, PolicyWatch.Concerns(Path.Combine("/srv/config", path), "/srv/config/state"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ConfigMap_WhoseDataLinkIsTurned_IsReloaded(bool polled)
    {
        var time = new QuietTime();
        await using var bench = await ReloadBench.StartAsync(time, polled ? Polled : Announced, ToConfigMap);
        var folder = bench.Folder.Directory;

        // As the kubelet does it: a new folder, a new link beside the old one, and that over the old one.
        Directory.CreateDirectory(Path.Combine(folder, "..2026_11_24"));
        await File.WriteAllTextAsync(Path.Combine(folder, "..2026_11_24", "gateway.yaml"), TwoPolicies.B, TestContext.Current.CancellationToken);
        TurnTo(folder, "..2026_11_24");
        Directory.Delete(Path.Combine(folder, "..2026_11_23"), recursive: true);

        if (polled)
        {
            time.Advance(TimeSpan.FromSeconds(5));
        }

        await time.WaitedForAsync();
        time.GoOn();
        await ReloadBench.UntilAsync(() => bench.Last.AcceptedCount == 1);
        await bench.Gateway.SendAsync("GET /page HTTP/1.1");
        Assert.Equal(1, bench.SiteB.Count);
    }

    [Fact]
    public async Task FolderBehindALink_ThatIsTurned_IsReloadedByPolling()
    {
        var time = new QuietTime();
        using var tree = new TestPolicy(TwoPolicies.B, TwoPolicies.Dictionary);
        await using var bench = await ReloadBench.StartAsync(time, Polled, folder =>
        {
            Directory.CreateSymbolicLink(folder + "-link", folder);
        }, "-link");
        var link = bench.Folder.Directory + "-link";
        try
        {
            Directory.CreateSymbolicLink(link + "-new", tree.Directory);
            Rename(link + "-new", link);
            time.Advance(TimeSpan.FromSeconds(5));
            await time.WaitedForAsync();
            time.GoOn();

            await ReloadBench.UntilAsync(() => bench.Last.AcceptedCount == 1);
        }
        finally
        {
            File.Delete(link);
        }
    }

    private static void ToConfigMap(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "..2026_11_23"));
        File.Move(Path.Combine(folder, "gateway.yaml"), Path.Combine(folder, "..2026_11_23", "gateway.yaml"));
        TurnTo(folder, "..2026_11_23");
        File.CreateSymbolicLink(Path.Combine(folder, "gateway.yaml"), Path.Combine("..data", "gateway.yaml"));
    }

    private static void TurnTo(string folder, string data)
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, "..data_tmp"), data);
        Rename(Path.Combine(folder, "..data_tmp"), Path.Combine(folder, "..data"));
    }

    // .NET moves no link to a folder over another one; mv -T does.
    private static void Rename(string from, string to)
    {
        using var move = Process.Start("mv", ["-T", from, to]);
        move.WaitForExit();
        Assert.Equal(0, move.ExitCode);
    }
}
