using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedactingGateway.Hosting;

namespace RedactingGateway.Benchmarks.HungVendors;

/// <summary>Latency of a site's route while every vendor hangs, beside the same while they answer.</summary>
internal static class HungVendorMeasurement
{
    // What a host may have by default, and as many again, which are refused at once.
    private const int Events = 512;
    private const int Taken = 256;
    private const int Pages = 5000;

    /// <summary>Runs.</summary>
    /// <param name="arguments">Number of rounds; 5 without it.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5;
        List<(double Median, double High)> healthy = [];
        List<(double Median, double High)> hung = [];
        for (var round = 0; round <= rounds; round++)
        {
            // A gateway for each state: circuits and connections are its own. The first round warms up.
            var first = await RoundAsync(hangs: false);
            var second = await RoundAsync(hangs: true);
            if (round > 0)
            {
                healthy.Add(first);
                hung.Add(second);
            }
        }

        await Console.Out.WriteLineAsync("| site route | vendors answer | all vendors hang | ratio (min to max) |\n|---|---|---|---|");
        await WriteAsync("median", healthy.ConvertAll(r => r.Median), hung.ConvertAll(r => r.Median));
        await WriteAsync("99th percentile", healthy.ConvertAll(r => r.High), hung.ConvertAll(r => r.High));
        return 0;
    }

    private static async Task<(double Median, double High)> RoundAsync(bool hangs)
    {
        using var vendor = new SilentVendor { Hangs = hangs };
        using var policy = new HungVendorPolicy();
        await using var site = Site();
        await site.StartAsync();
        await using var app = GatewayHost.Build(new GatewayHostOptions
        {
            EnvironmentName = Environments.Production,
            ConfigDirectory = policy.Directory,
            Urls = "http://127.0.0.1:0",
            AdminUrl = "http://127.0.0.1:0",
            StateDirectory = Path.Combine(policy.Directory, "state"),
            RootSecret = new byte[32].Select((_, i) => (byte)i).ToArray(),
            PolicyEnvironment = name => name == "SITE" ? site.Urls.First() : vendor.Address,
            Logging = static logging => logging.SetMinimumLevel(LogLevel.Critical),
        });
        var address = (await GatewayHost.StartAsync(app)).Gateway[0];
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = address, DefaultRequestHeaders = { Host = "shop.example" } };
        var events = Enumerable.Range(0, Events).Select(_ => client.GetAsync(new Uri(address, "/t/plain/collect?v=2"))).ToArray();
        await (hangs ? UntilHungAsync(vendor, events) : Task.WhenAll(events));

        var times = new double[Pages];
        for (var i = 0; i < Pages; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(address, "/page"));
            answer.EnsureSuccessStatusCode();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        if (hangs && events.Count(e => !e.IsCompleted) != Taken)
        {
            throw new InvalidOperationException("The vendor's requests ended before the measurement did: its figures are of healthy vendors.");
        }

        Array.Sort(times);
        return (times[Pages / 2], times[Pages * 99 / 100]);
    }

    // All slots taken, and what found none has been answered: nothing but pages happens from here on.
    private static async Task UntilHungAsync(SilentVendor vendor, Task[] events)
    {
        while (vendor.Taken < Taken || events.Count(e => !e.IsCompleted) > Taken)
        {
            await Task.Delay(10);
        }
    }

    private static WebApplication Site()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(static context => context.Response.WriteAsync("page"));
        return app;
    }

    private static Task WriteAsync(string name, List<double> healthy, List<double> hung)
    {
        var ratios = hung.Zip(healthy, static (a, b) => a / b).Order().ToList();
        return Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Middle(healthy):F0} µs | {Middle(hung):F0} µs | {ratios[ratios.Count / 2]:F2} ({ratios[0]:F2} to {ratios[^1]:F2}) |"));
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
