using Microsoft.Extensions.DependencyInjection.Extensions;
using RedactingGateway.Hosting;

namespace RedactingGateway.Logging;

/// <summary>Sets up logging: console providers behind <see cref="ValueFreeLoggerFactory"/>.</summary>
internal static class GatewayLogging
{
    public static void AddGatewayLogging(this WebApplicationBuilder builder, GatewayHostOptions options)
    {
        // Activity ids come from clients' traceparent headers: they are values.
        builder.Logging.Configure(static factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None);
        if (options.Logging is { } custom)
        {
            custom(builder.Logging);
        }
        else
        {
            AddConsole(builder);
        }

        builder.Services.AddSingleton<LoggerFactory>();
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(
            static services => new ValueFreeLoggerFactory(services.GetRequiredService<LoggerFactory>())));
    }

    private static void AddConsole(WebApplicationBuilder builder)
    {
        // Two lines a request without URL tell nothing; section Logging, which comes after, can have them back.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        if (builder.Environment.IsDevelopment())
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
