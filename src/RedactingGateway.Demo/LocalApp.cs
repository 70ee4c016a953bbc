using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace RedactingGateway.Demo;

/// <summary>A small app of the demo on a free port of the loopback interface.</summary>
internal static class LocalApp
{
    public static WebApplicationBuilder CreateBuilder()
    {
        // Empty: no configuration and no logging that the demo did not ask for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(LocalApp).Assembly.GetName().Name });
        builder.WebHost.UseKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddRouting();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(static console => console.SingleLine = true);
        return builder;
    }

    /// <summary>Starts <paramref name="app"/> and gives its address, without trailing slash.</summary>
    public static async Task<string> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        return app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
    }
}
