using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedactingGateway.Hosting;

namespace RedactingGateway.Benchmarks.PageProxies;

/// <summary>One server of the measurement, in a process of its own: says where it listens, then answers each line with its CPU time, and ends with its input.</summary>
internal static class PageRole
{
    public const string Site = "site";
    public const string Yarp = "yarp";

    /// <summary>Runs a role to its end.</summary>
    /// <param name="role"><see cref="Site"/>, <see cref="Yarp"/>, or a variant of <see cref="PagePolicy"/>.</param>
    /// <param name="arguments">Address of the site, for proxies.</param>
    public static async Task<int> RunAsync(string role, string[] arguments)
    {
        using var policy = role is Site or Yarp ? null : new PagePolicy(role);
        await using var app = role switch
        {
            Site => PageSite.Build(),
            Yarp => RecodingProxy.Build(arguments[0]),
            _ => Gateway(policy!, arguments[0]),
        };
        if (policy is null)
        {
            await app.StartAsync();
            await Console.Out.WriteLineAsync(app.Urls.First());
        }
        else
        {
            await Console.Out.WriteLineAsync((await GatewayHost.StartAsync(app)).Gateway[0].ToString());
        }

        while (await Console.In.ReadLineAsync() is not null)
        {
            await Console.Out.WriteLineAsync(Environment.CpuUsage.TotalTime.Ticks.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static WebApplication Gateway(PagePolicy policy, string site) => GatewayHost.Build(new GatewayHostOptions
    {
        EnvironmentName = Environments.Production,
        ConfigDirectory = policy.Directory,
        Urls = "http://127.0.0.1:0",
        AdminUrl = "http://127.0.0.1:0",
        StateDirectory = Path.Combine(policy.Directory, "state"),
        RootSecret = new byte[32].Select((_, i) => (byte)i).ToArray(),
        PolicyEnvironment = name => name == "SITE" ? site : null,
        Logging = static logging => logging.SetMinimumLevel(LogLevel.Warning),
    });
}
