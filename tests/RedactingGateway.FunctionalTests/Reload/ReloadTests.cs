using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Policies;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.PolicyStore;
using RedactingGateway.Routing;
using RedactingGateway.State;

namespace RedactingGateway.FunctionalTests.Reload;

/// <summary>What a reload changes, and what it leaves alone.</summary>
public sealed class ReloadTests
{
    private const string Both = "/t/both/collect?to=both&a=1&b=2";

    [Fact]
    public async Task BodyThatIsStillComing_IsDecidedAndSentByTheOldPolicy()
    {
        await using var bench = await ReloadBench.StartAsync();
        using var client = await bench.Gateway.ConnectAsync();
        const string body = """{"a":"1","b":"2"}""";
        await client.WriteAsync($"POST /t/both/collect?to=both HTTP/1.1\r\nHost: shop.example\r\nExpect: 100-continue\r\nContent-Length: {body.Length}\r\n\r\n");
        Assert.Equal(100, (await client.ReadAsync()).Status);

        await bench.WriteAsync(TwoPolicies.B);
        Assert.Equal(200, (await bench.ReloadAsync()).Status);
        await client.WriteAsync(body);

        Assert.Equal(204, (await client.ReadAsync()).Status);
        Assert.Equal("""{"a":"1"}""", (await bench.Gateway.Vendor.NextAsync()).BodyText);
        Assert.Equal(0, bench.Gateway.Other.Count);

        // The same connection is under the new one with its next request.
        await client.WriteAsync($"GET {Both} HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        Assert.Equal(204, (await client.ReadAsync()).Status);
        Assert.Equal("/collect?to=both&b=2", (await bench.Gateway.Other.NextAsync()).Target);
    }

    [Fact]
    public async Task AnswerThatIsStillAwaited_ComesFromTheOldUpstream()
    {
        await using var bench = await ReloadBench.StartAsync();
        var answered = new TaskCompletionSource();
        bench.Gateway.Site.Reply = _ => VendorReply.Status(200, "old") with { Until = answered.Task };
        using var client = await bench.Gateway.ConnectAsync();
        await client.WriteAsync("GET /page HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        await bench.Gateway.Site.NextAsync();

        await bench.WriteAsync(TwoPolicies.B);
        Assert.Equal(200, (await bench.ReloadAsync()).Status);
        answered.SetResult();

        var answer = await client.ReadAsync();
        Assert.Equal((200, "old"), (answer.Status, answer.BodyText));
    }

    [Fact]
    public async Task Request_GoesByThePolicyOfItsRoute_AlsoWhereNoRouteTakesIt()
    {
        await using var bench = await ReloadBench.StartAsync();
        var policies = bench.Gateway.Services.GetRequiredService<PolicyHolder>();
        var old = policies.Current;
        await bench.WriteAsync(TwoPolicies.B);
        Assert.Equal(200, (await bench.ReloadAsync()).Status);

        // The moment between two writes, held open: the routes are those of B, and A is still said to be in force.
        policies.Replace(old);

        Assert.Equal(204, (await bench.Gateway.SendAsync($"GET {Both} HTTP/1.1")).Status);
        Assert.Equal("/collect?to=both&b=2", (await bench.Gateway.Other.NextAsync()).Target);
        Assert.Equal(421, (await bench.Gateway.SendAsync("GET /t/a/collect?to=a&a=1 HTTP/1.1\nHost: other.example")).Status);
        Assert.Equal(204, (await bench.Gateway.SendAsync("GET /t/a/collect?to=a&a=1 HTTP/1.1")).Status);
        Assert.Equal((0, 0, 1), (bench.Gateway.Vendor.Count, bench.Gateway.Site.Count, bench.SiteB.Count));
    }

    [Fact]
    public async Task ClusterThatDoesNotChange_KeepsItsConnections()
    {
        await using var bench = await ReloadBench.StartAsync();
        var clusters = bench.Gateway.Services.GetRequiredService<VendorClusters>();
        var first = bench.Gateway.Services.GetRequiredService<PolicyHolder>().Current;
        var connections = Cluster(first, "both", "collect").Model.HttpClient;

        await bench.WriteAsync(TwoPolicies.A.Replace("second: \"${VENDOR}\" }\n    purposes: [upkeepA]\n  single", "second: \"${OTHER}\" }\n    purposes: [upkeepA]\n  single", StringComparison.Ordinal).Replace("Upkeep", "Maintenance", StringComparison.Ordinal));
        Assert.Equal(200, (await bench.ReloadAsync()).Status);

        var second = bench.Gateway.Services.GetRequiredService<PolicyHolder>().Current;
        Assert.NotSame(first, second);
        Assert.Same(Cluster(first, "both", "collect"), Cluster(second, "both", "collect"));
        Assert.Same(connections, Cluster(second, "both", "collect").Model.HttpClient);
        Assert.Same(Cluster(first, "single", "second"), Cluster(second, "single", "second"));
        Assert.NotSame(Cluster(first, "both", "second"), Cluster(second, "both", "second"));

        Yarp.ReverseProxy.Model.ClusterState Cluster(PolicySnapshot policy, string destination, string host) =>
            clusters.Find(policy, policy.Destinations.Single(d => d.Id == destination), host)!;
    }

    [Fact]
    public async Task VendorsFile_OfWhichThePolicySaysTheSame_IsNotFetchedAgain()
    {
        await using var bench = await ReloadBench.StartAsync();
        bench.Gateway.Vendor.Reply = _ => VendorReply.Status(200, "script()", "Content-Type: text/javascript");
        bench.Gateway.Other.Reply = _ => VendorReply.Status(200, "other()", "Content-Type: text/javascript");
        const string file = "GET /t/both/lib.js HTTP/1.1";
        Assert.Equal("script()", (await bench.Gateway.SendAsync(file)).BodyText);

        await bench.WriteAsync(TwoPolicies.A.Replace("title: { en: Upkeep }", "title: { en: Maintenance }", StringComparison.Ordinal));
        Assert.Equal("accepted", (await bench.ReloadAsync()).Body.GetProperty("result").GetString());
        Assert.Equal("script()", (await bench.Gateway.SendAsync(file)).BodyText);
        Assert.Equal(1, bench.Gateway.Vendor.Count);

        await bench.WriteAsync(TwoPolicies.B);
        Assert.Equal(200, (await bench.ReloadAsync()).Status);
        Assert.Equal("other()", (await bench.Gateway.SendAsync(file)).BodyText);
    }

    [Fact]
    public async Task PolicyThatTakesLongToCompile_HoldsUpNoRequest()
    {
        var environment = new SlowEnvironment();
        using var folder = new TestPolicy(TwoPolicies.A, TwoPolicies.Dictionary);
        await using var gateway = await GatewayHarness.StartAsync(folder.Directory, environment, adminToken: null, clock: null, "--Gateway:PolicyWatch=false", "--Gateway:PolicyPolling=0");
        var reload = gateway.Services.GetRequiredService<PolicyReload>();
        await TwoPolicies.WriteAsync(folder, TwoPolicies.B);

        var reloading = reload.RunAsync(ReloadCause.Call);
        await environment.Asked.Task;
        var page = await gateway.SendAsync("GET /page HTTP/1.1");
        var hit = await gateway.SendAsync($"GET {Both} HTTP/1.1");
        Assert.False(reloading.IsCompleted);
        environment.Answer.Set();

        Assert.Equal(ReloadResult.Accepted, (await reloading).Result);
        Assert.Equal((204, 204), (page.Status, hit.Status));
        Assert.Equal((1, 1), (gateway.Site.Count, gateway.Vendor.Count));
    }

    [Fact]
    public async Task WhatGoesWrong_LeavesTheOldPolicy_AndTheNextReloadWorks()
    {
        var environment = new SlowEnvironment { Error = new InvalidOperationException("secret value") };
        using var folder = new TestPolicy(TwoPolicies.A, TwoPolicies.Dictionary);
        await using var gateway = await GatewayHarness.StartAsync(folder.Directory, environment, adminToken: null, clock: null, "--Gateway:PolicyWatch=false", "--Gateway:PolicyPolling=0");
        var reload = gateway.Services.GetRequiredService<PolicyReload>();
        await TwoPolicies.WriteAsync(folder, TwoPolicies.B);

        Assert.Equal(ReloadResult.Failed, (await reload.RunAsync(ReloadCause.Signal)).Result);

        Assert.True(gateway.Services.GetRequiredService<LastReload>().IsBehind);
        Assert.Equal(204, (await gateway.SendAsync($"GET {Both} HTTP/1.1")).Status);
        Assert.Equal(1, gateway.Vendor.Count);
        Assert.Contains("[63 PolicyNotReloaded]", gateway.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret value", gateway.Logs.Text, StringComparison.Ordinal);

        environment.Error = null;
        environment.Answer.Set();
        Assert.Equal(ReloadResult.Accepted, (await reload.RunAsync(ReloadCause.Signal)).Result);
        Assert.Equal(204, (await gateway.SendAsync($"GET {Both} HTTP/1.1")).Status);
        Assert.Equal(1, gateway.Other.Count);
    }

    [Fact]
    public async Task SiteWithoutUpstream_AndUnknownHost_GoByThePolicyInForce()
    {
        await using var bench = await ReloadBench.StartAsync();
        const string bare = "GET /privacy-choices/ HTTP/1.1\nHost: bare.example";
        Assert.Equal(421, (await bench.Gateway.SendAsync(bare)).Status);

        await bench.WriteAsync(TwoPolicies.A + "\n  bare:\n    hosts: [bare.example]\n    languages: [en]");
        Assert.Equal(200, (await bench.ReloadAsync()).Status);

        Assert.Equal(200, (await bench.Gateway.SendAsync(bare)).Status);
        Assert.Equal(421, (await bench.Gateway.SendAsync("GET / HTTP/1.1\nHost: other.example")).Status);
    }

    [Fact]
    public async Task FileThatTheFolderLacked_AndTextsToo_AreRead()
    {
        await using var bench = await ReloadBench.StartAsync();

        await File.WriteAllTextAsync(
            Path.Combine(bench.Folder.Directory, "part.yaml"), "sites:\n  bare:\n    hosts: [bare.example]\n    languages: [en]\n", TestContext.Current.CancellationToken);
        await bench.WriteAsync(TwoPolicies.A + "\ninclude: [part.yaml]");
        Directory.CreateDirectory(Path.Combine(bench.Folder.Directory, "notices"));
        await File.WriteAllTextAsync(Path.Combine(bench.Folder.Directory, "notices", "en.yaml"), "controller: Your say\n", TestContext.Current.CancellationToken);
        var (status, body) = await bench.ReloadAsync();

        Assert.True(status == 200, body.ToString());
        Assert.Contains("Your say", (await bench.Gateway.SendAsync("GET /privacy-choices/ HTTP/1.1\nHost: bare.example\nAccept: text/html")).BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pseudonyms_GoByTheNewPolicy_FromItsFirstRequestOn()
    {
        // 23:30 in UTC is the next day in Auckland, and with it the next epoch; the epoch of 7 days is one that A did not have.
        await using var bench = await ReloadBench.StartAsync();
        bench.Gateway.Time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 23, 30, 0, TimeSpan.Zero));
        await ReloadAsync("UTC", "1d");
        var inUtc = await SendAsync();
        await ReloadAsync("Pacific/Auckland", "1d");
        var inAuckland = await SendAsync();
        await ReloadAsync("Pacific/Auckland", "7d");
        var ofSevenDays = await SendAsync();
        await ReloadAsync("UTC", "1d");

        Assert.Equal(inUtc, await SendAsync());
        Assert.Equal(3, new[] { inUtc, inAuckland, ofSevenDays }.Distinct(StringComparer.Ordinal).Count());

        async Task ReloadAsync(string zone, string epoch)
        {
            await bench.WriteAsync(TwoPolicies.A.Replace("system.operations: keep", $"system.operations: {{ pseudonymize: {{ rotate: {epoch} }} }}", StringComparison.Ordinal) + $"\ntimeZone: {zone}");
            var (status, body) = await bench.ReloadAsync();
            Assert.True(status == 200, body.ToString());
        }

        async Task<string> SendAsync()
        {
            Assert.Equal(204, (await bench.Gateway.SendAsync($"GET {Both} HTTP/1.1")).Status);
            var target = (await bench.Gateway.Vendor.NextAsync()).Target;
            Assert.Contains("&a=", target, StringComparison.Ordinal);
            return target;
        }
    }

    [Fact]
    public async Task OldPolicy_IsForgotten_WhenItsLastRequestIsOver()
    {
        await using var bench = await ReloadBench.StartAsync();
        foreach (var request in new[] { $"GET {Both} HTTP/1.1", "GET /page HTTP/1.1\nAccept: text/html", "GET /privacy-choices/ HTTP/1.1" })
        {
            await bench.Gateway.SendAsync(request);
        }

        var old = WeakCurrent(bench.Gateway.Services);
        await bench.WriteAsync(TwoPolicies.B);
        await bench.ReloadAsync();
        await bench.Gateway.SendAsync("GET /page HTTP/1.1");

        await ReloadBench.UntilAsync(() =>
        {
            GC.Collect();
            return !old.TryGetTarget(out _);
        });
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference<PolicySnapshot> WeakCurrent(IServiceProvider services) => new(services.GetRequiredService<PolicyHolder>().Current);

    [Fact]
    public async Task Retention_IsTheNewPolicys()
    {
        await using var bench = await ReloadBench.StartAsync();
        var job = bench.Gateway.Services.GetRequiredService<RetentionJob>();
        Assert.Equal(1096, job.Retention.ConsentProof.Days);

        await bench.WriteAsync(TwoPolicies.A + "\nretention: { consentProofMonths: 48 }");
        Assert.Equal(200, (await bench.ReloadAsync()).Status);

        Assert.Equal(1461, job.Retention.ConsentProof.Days);
    }

    /// <summary>Has a value for <c>SITE_B</c> that takes its time, or none.</summary>
    private sealed class SlowEnvironment : Dictionary<string, string>, IReadOnlyDictionary<string, string>
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? Error { get; set; }

        public ManualResetEventSlim Answer { get; } = new();

        bool IReadOnlyDictionary<string, string>.TryGetValue(string key, out string value)
        {
            Asked.TrySetResult();
            value = "http://127.0.0.1:9";
            return Error is null ? Answer.Wait(TimeSpan.FromSeconds(20)) : throw Error;
        }
    }
}
