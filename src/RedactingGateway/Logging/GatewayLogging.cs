using Microsoft.Extensions.DependencyInjection.Extensions;
using RedactingGateway.Hosting;

namespace RedactingGateway.Logging;

/// <summary>Sets up logging: console providers behind <see cref="ValueFreeLoggerFactory"/>.</summary>
internal static class GatewayLogging
{
    public static void AddGatewayLogging(this WebApplicationBuilder builder, GatewayHostOptions options)
    {
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));

        // Activity ids come from clients' traceparent headers: they are values.
        builder.Logging.Configure(static factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None);
        if (options.Logging is { } custom)
        {
            custom(builder.Logging);
        }
        else if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(static console => console.SingleLine = true);
        }
        else
        {
            builder.Logging.AddJsonConsole(static console => console.UseUtcTimestamp = true);
        }

        builder.Services.AddSingleton<LoggerFactory>();
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(
            static services => new ValueFreeLoggerFactory(services.GetRequiredService<LoggerFactory>())));
    }
}
