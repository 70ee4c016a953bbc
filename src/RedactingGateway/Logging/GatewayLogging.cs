using Microsoft.Extensions.DependencyInjection.Extensions;
using RedactingGateway.Hosting;
using RedactingGateway.Options;

namespace RedactingGateway.Logging;

/// <summary>Sets up logging: console providers behind <see cref="ValueFreeLoggerFactory"/>.</summary>
internal static class GatewayLogging
{
    public static void AddGatewayLogging(this WebApplicationBuilder builder, GatewayHostOptions options, GatewayOptions settings)
    {
        // Activity ids come from clients' traceparent headers: they are values.
        builder.Logging.Configure(static factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None);

        // What it would say is off below anyway; as long as it may say something, the server makes an activity with two ids for every request.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (options.Logging is { } custom)
        {
            custom(builder.Logging);
        }
        else
        {
            AddConsole(builder, settings.LogFormat);
        }

        builder.Services.AddSingleton<LoggerFactory>();
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(
            static services => new ValueFreeLoggerFactory(services.GetRequiredService<LoggerFactory>())));
    }

    private static void AddConsole(WebApplicationBuilder builder, LogFormat? format)
    {
        // Two lines a request without URL tell nothing; section Logging, which comes after, can have them back.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        if ((format ?? (builder.Environment.IsDevelopment() ? LogFormat.Text : LogFormat.Json)) == LogFormat.Text)
        {
            builder.Logging.AddSimpleConsole(static console => console.SingleLine = true);
            return;
        }

        builder.Logging.AddJsonConsole(static console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    }
}
