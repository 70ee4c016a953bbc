using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Policies;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Pipeline;
using RedactingGateway.PolicyStore;
using RedactingGateway.Routing;

namespace RedactingGateway.FunctionalTests.Reload;

/// <summary>Reloads under load: no request fails, none is lost, and none is decided by one policy and carried out by another.</summary>
public sealed class ReloadLoadTests
{
    private const int Reloads = 200;
    private const int Clients = 4;

    // So many requests when a reload begins, and so many at the moment of the swap.
    private const int AtBegin = 10;
    private const int AtSwap = 30;

    // The last two are of no site: under the policy that does not know the path they lead nowhere.
    private static readonly (string Host, string Path, HttpStatusCode[] Answers)[] Requests =
    [
        ("shop.example", "/t/both/collect?to=both&a=1&b=2", [HttpStatusCode.NoContent]),
        ("shop.example", "/t/both/second?to=both&a=1&b=2", [HttpStatusCode.NoContent]),
        ("shop.example", "/t/a/collect?to=a&a=1&b=2", [HttpStatusCode.NoContent, HttpStatusCode.OK]),
        ("shop.example", "/t/b/collect?to=b&a=1&b=2", [HttpStatusCode.NoContent, HttpStatusCode.OK]),
        ("shop.example", "/page", [HttpStatusCode.OK]),
        ("other.example", "/t/a/collect?to=a&a=1&b=2", [HttpStatusCode.NoContent, HttpStatusCode.MisdirectedRequest]),
        ("other.example", "/t/b/collect?to=b&a=1&b=2", [HttpStatusCode.NoContent, HttpStatusCode.MisdirectedRequest]),
    ];

    [Fact]
    public async Task Reload_UnderLoad_NoRequestFailsNorMixesTwoPolicies()
    {
        await using var bench = await ReloadBench.StartAsync();
        var gateway = bench.Gateway;
        var arrived = new Arrivals();
        gateway.Vendor.Reply = r => arrived.AtVendor(r, "a", foreign: "b");
        gateway.Other.Reply = r => arrived.AtVendor(r, "b", foreign: "a");
        gateway.Site.Reply = r => arrived.AtSite(r, "upkeepA", ownDestination: "/t/a/");
        bench.SiteB.Reply = r => arrived.AtSite(r, "upkeepB", ownDestination: "/t/b/");

        using var stop = new CancellationTokenSource();
        using var requests = new SemaphoreSlim(0);
        var clients = Enumerable.Range(0, Clients).Select(n => Task.Run(() => AskAsync(gateway.Address, n, requests, stop.Token))).ToArray();
        var routes = gateway.Services.GetRequiredService<PolicyRoutes>();
        var endpoints = gateway.Services.GetRequiredService<EndpointDataSource>();
        var routesOfTwo = Task.Run(() => CountRoutesOfTwo(endpoints, stop.Token));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Reloads; i++)
        {
            var isInvalid = i % 3 == 2;
            await bench.WriteAsync(isInvalid ? TwoPolicies.Invalid : i % 3 == 0 ? TwoPolicies.B : TwoPolicies.A);
            using var swap = routes.Latest.ChangeToken.RegisterChangeCallback(_ => requests.Release(AtSwap), null);
            requests.Release(AtBegin);
            var (status, body) = await bench.ReloadAsync();
            Assert.Equal((isInvalid ? 422 : 200, isInvalid ? "refused" : "accepted"), (status, body.GetProperty("result").GetString()));
            Assert.Equal(bench.Last.InForce.Revision, Assert.Single(RevisionsOf(endpoints)));
            Assert.Equal(bench.Last.InForce.Revision, gateway.Services.GetRequiredService<PolicyHolder>().Current.Revision);
        }

        var took = clock.Elapsed;
        await stop.CancelAsync();
        var answers = await Task.WhenAll(clients);

        var sent = answers.Sum(a => a.Sent);
        TestContext.Current.SendDiagnosticMessage($"{Reloads} reloads in {took.TotalSeconds:F1} s, {sent} requests; arrived: {arrived}");
        Assert.Empty(answers.SelectMany(a => a.Failed));
        Assert.Empty(arrived.Mixed);
        Assert.Equal(0, await routesOfTwo);
        Assert.Equal(sent, arrived.Count);
        Assert.Equal(4, arrived.Places);
        Assert.Equal((134, 66), (bench.Last.AcceptedCount, bench.Last.RefusedCount));
    }

    private static string[] RevisionsOf(EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints.Select(e => e.Metadata.GetRequiredMetadata<PolicySnapshot>().Revision).Distinct(StringComparer.Ordinal)];

    // The routes are looked at all the time, also while they are swapped.
    private static int CountRoutesOfTwo(EndpointDataSource endpoints, CancellationToken stop)
    {
        var count = 0;
        while (!stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(1)))
        {
            count += RevisionsOf(endpoints).Length > 1 ? 1 : 0;
        }

        return count;
    }

    private static async Task<(int Sent, List<string> Failed)> AskAsync(Uri gateway, int first, SemaphoreSlim requests, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        List<string> failed = [];
        var sent = 0;
        for (var i = first; await MayAskAsync(requests, stop); i++)
        {
            var (host, path, expected) = Requests[i % Requests.Length];
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
            try
            {
                using var answer = await client.SendAsync(request, CancellationToken.None);
                sent += answer.StatusCode == HttpStatusCode.MisdirectedRequest ? 0 : 1;
                if (!expected.Contains(answer.StatusCode))
                {
                    failed.Add($"{path}: {answer.StatusCode}");
                }
            }
            catch (HttpRequestException e)
            {
                failed.Add($"{path}: {e.Message}");
            }
        }

        return (sent, failed);
    }

    private static async Task<bool> MayAskAsync(SemaphoreSlim requests, CancellationToken stop)
    {
        try
        {
            await requests.WaitAsync(stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Who got what, and whether it was wholly of the policy that knows this place.</summary>
    private sealed class Arrivals
    {
        private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);

        public ConcurrentQueue<string> Mixed { get; } = [];

        public int Count => _places.Values.Sum();

        public int Places => _places.Count;

        public VendorReply AtVendor(RecordedRequest request, string own, string foreign)
        {
            var isWhole = request.Target.Contains($"&{own}=", StringComparison.Ordinal)
                && !request.Target.Contains($"&{foreign}=", StringComparison.Ordinal)
                && !request.Target.Contains($"to={foreign}&", StringComparison.Ordinal);
            return Note($"vendor {own}", request, isWhole, new VendorReply());
        }

        public VendorReply AtSite(RecordedRequest request, string purpose, string ownDestination)
        {
            var isWhole = request.Header(SiteHeaders.Grant) == purpose && !request.Target.StartsWith(ownDestination, StringComparison.Ordinal) && !request.Target.StartsWith("/t/both", StringComparison.Ordinal);
            return Note($"site {purpose}", request, isWhole, VendorReply.Status(200));
        }

        public override string ToString() => string.Join(", ", _places.Select(p => $"{p.Key} {p.Value}"));

        private VendorReply Note(string place, RecordedRequest request, bool isWhole, VendorReply reply)
        {
            _places.AddOrUpdate(place, 1, static (_, count) => count + 1);
            if (!isWhole)
            {
                Mixed.Enqueue($"{place}: {request.Target} {request.Header(SiteHeaders.Grant)}");
            }

            return reply;
        }
    }
}
