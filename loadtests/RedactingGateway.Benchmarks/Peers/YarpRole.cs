using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>Plain YARP that passes everything on, in a process of its own.</summary>
internal static class YarpRole
{
    /// <summary>Runs until its input ends.</summary>
    /// <param name="arguments">Port; address of the vendor; <c>same</c> for the gateway's switches, <c>inline</c> for its inline sockets too.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var isSame = arguments.Length > 2;
        var builder = WebApplication.CreateBuilder();

        // What every web project is created with; YARP would write two lines for each request below it.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (isSame)
            {
                GatewaySwitches.Server(kestrel);
            }

            kestrel.Listen(IPAddress.Loopback, int.Parse(arguments[0], CultureInfo.InvariantCulture));
        });
        var cluster = new ClusterConfig { ClusterId = "sink", Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { ["sink"] = new() { Address = arguments[1] } } };
        var proxy = builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "sink", ClusterId = "sink", Match = new RouteMatch { Path = "{**all}" } }],
            [isSame ? GatewaySwitches.Cluster(cluster) : cluster]);
        if (isSame)
        {
            GatewaySwitches.Services(builder.Services, isInline: arguments[2] == "inline");
            proxy.AddTransforms(GatewaySwitches.Transforms);
        }

        await using var app = builder.Build();
        if (isSame)
        {
            GatewaySwitches.Application(app);
        }

        app.MapReverseProxy();
        await app.RunAsync();
        return 0;
    }
}
