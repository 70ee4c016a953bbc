using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.PolicyStore;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Reload;

/// <summary>What operators are told of reloads: by the call, on the admin port, in the log and in the metrics.</summary>
public sealed class RefusedReloadTests
{
    [Fact]
    public async Task Refused_IsToldEverywhere_AndTheOldPolicyGoesOn()
    {
        await using var bench = await ReloadBench.StartAsync();
        var revision = bench.Last.InForce.Revision;
        await bench.WriteAsync(TwoPolicies.Invalid);

        var (status, body) = await bench.ReloadAsync();

        Assert.Equal((422, "refused", "call"), (status, body.GetProperty("result").GetString(), body.GetProperty("cause").GetString()));
        var diagnostic = body.GetProperty("diagnostics").EnumerateArray().First(d => d.GetProperty("severity").GetString() == "error");
        Assert.Matches(@"^RGW\d{4}$", diagnostic.GetProperty("id").GetString());
        Assert.EndsWith("/gateway.yaml", diagnostic.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal(TwoPolicies.Invalid.Split('\n').Length, diagnostic.GetProperty("line").GetInt32());
        Assert.True(diagnostic.GetProperty("column").GetInt32() > 0);

        var page = await bench.ShowAsync();
        Assert.Equal((revision, true, 0, 1), (Policy(page), page.GetProperty("behind").GetBoolean(), page.GetProperty("accepted").GetInt32(), page.GetProperty("refused").GetInt32()));
        Assert.True(JsonElement.DeepEquals(body, page.GetProperty("lastRefused")));
        Assert.Matches(@"Error RedactingGateway\.PolicyStore\.PolicyReload \[62 PolicyError\] \S+/gateway\.yaml:\d+:\d+: error RGW\d{4}: ", bench.Gateway.Logs.Text);
        Assert.Contains($"policy {revision} goes on", bench.Gateway.Logs.Text, StringComparison.Ordinal);

        var ready = await bench.ShowAsync("/health/ready");
        Assert.Equal(("degraded", revision), (ready.GetProperty("status").GetString(), Policy(ready)));
        Assert.StartsWith("the policy's files were not taken at 2026-11-23T12:00:00Z", ready.GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);

        Assert.Equal(204, (await bench.Gateway.SendAsync("GET /t/a/collect?to=a&a=1&b=2 HTTP/1.1")).Status);
        Assert.Equal("/collect?to=a&a=1", (await bench.Gateway.Vendor.NextAsync()).Target);
    }

    [Fact]
    public async Task Mended_IsInForce_AndTheRefusedOneIsStillTold()
    {
        await using var bench = await ReloadBench.StartAsync();
        await bench.WriteAsync(TwoPolicies.Invalid);
        await bench.ReloadAsync();
        bench.Gateway.Time.Advance(TimeSpan.FromMinutes(1));

        await bench.WriteAsync(TwoPolicies.B);
        var (status, body) = await bench.ReloadAsync();

        var page = await bench.ShowAsync();
        Assert.Equal((200, "accepted", Policy(page)), (status, body.GetProperty("result").GetString(), body.GetProperty("revision").GetString()));
        Assert.False(page.GetProperty("behind").GetBoolean());
        Assert.Equal("ready", (await bench.ShowAsync("/health/ready")).GetProperty("status").GetString());
        Assert.Equal(page.GetProperty("latest").GetProperty("time").GetString(), page.GetProperty("since").GetString());
        Assert.Equal("refused", page.GetProperty("lastRefused").GetProperty("result").GetString());
    }

    [Fact]
    public async Task PutBack_IsUnchanged()
    {
        await using var bench = await ReloadBench.StartAsync();
        var inForce = bench.Last.InForce;
        await bench.WriteAsync(TwoPolicies.Invalid);
        await bench.ReloadAsync();

        await bench.WriteAsync(TwoPolicies.A);
        var (status, body) = await bench.ReloadAsync();

        Assert.Equal((200, "unchanged", inForce.Revision), (status, body.GetProperty("result").GetString(), body.GetProperty("revision").GetString()));
        Assert.Same(inForce, bench.Last.InForce);
        Assert.False(bench.Last.IsBehind);
    }

    [Fact]
    public async Task FileThatCannotBeRead_IsRefused()
    {
        await using var bench = await ReloadBench.StartAsync();
        await File.WriteAllBytesAsync(Path.Combine(bench.Folder.Directory, "gateway.yaml"), [0xff, 0xfe], TestContext.Current.CancellationToken);
        Assert.Equal(422, (await bench.ReloadAsync()).Status);

        File.Delete(Path.Combine(bench.Folder.Directory, "gateway.yaml"));
        Assert.Equal(422, (await bench.ReloadAsync()).Status);
        Assert.Equal(204, (await bench.Gateway.SendAsync("GET /t/a/collect?to=a&a=1 HTTP/1.1")).Status);
    }

    [Fact]
    public async Task Call_WithoutTheToken_ReadsNothing()
    {
        await using var bench = await ReloadBench.StartAsync();
        await bench.WriteAsync(TwoPolicies.B);

        Assert.Equal(401, (await bench.ReloadAsync(token: null)).Status);

        Assert.Equal(ReloadCause.Start, bench.Last.Latest.Cause);
        Assert.Equal(421, (await bench.Gateway.SendAsync("POST /reload HTTP/1.1\nHost: other.example")).Status);
    }

    [Fact]
    public async Task Metrics_TellRevisionTimeAndCounts()
    {
        await using var bench = await ReloadBench.StartAsync();
        var factory = bench.Gateway.Services.GetRequiredService<IMeterFactory>();
        List<string> counted = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == GatewayMetrics.Meter && instrument.Meter.Scope == factory && instrument.Name.Contains(".policy.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.Add(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(t => t.Value), value])));
        listener.Start();

        await bench.WriteAsync(TwoPolicies.B);
        await bench.ReloadAsync();
        bench.Gateway.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.WriteAsync(TwoPolicies.Invalid);
        await bench.ReloadAsync();
        listener.RecordObservableInstruments();

        var loaded = bench.Last.InForce;
        Assert.Equal(
            [
                "redacting_gateway.policy.behind 1",
                $"redacting_gateway.policy.in_force {loaded.Revision} none 1",
                string.Create(CultureInfo.InvariantCulture, $"redacting_gateway.policy.last_good_load {bench.Gateway.Time.GetUtcNow().AddMinutes(-1).ToUnixTimeSeconds()}"),
                "redacting_gateway.policy.reloads accepted 1",
                "redacting_gateway.policy.reloads refused 1",
            ],
            counted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task HostSettingThatChanged_IsNamed_WithoutItsValue()
    {
        using var secrets = new TestPolicy();
        var root = Path.Combine(secrets.Directory, "root");
        await File.WriteAllTextAsync(root, Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);
        await using var bench = await ReloadBench.StartAsync($"--Gateway:RootSecretFile={root}");
        Assert.Empty((await bench.ReloadAsync()).Body.GetProperty("takenAtNextStart").EnumerateArray());

        await File.WriteAllTextAsync(root, Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]), TestContext.Current.CancellationToken);
        var (status, body) = await bench.ReloadAsync();

        Assert.Equal((200, "unchanged"), (status, body.GetProperty("result").GetString()));
        Assert.Equal(["Gateway:RootSecretFile (content)"], body.GetProperty("takenAtNextStart").EnumerateArray().Select(n => n.GetString()));
        Assert.Contains("taken at the next start only: Gateway:RootSecretFile (content).", bench.Gateway.Logs.Text, StringComparison.Ordinal);
    }

    private static string? Policy(JsonElement page) => page.GetProperty("policy").GetString();
}
