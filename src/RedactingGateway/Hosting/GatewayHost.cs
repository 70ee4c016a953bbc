using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using RedactingGateway.Admin;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Logging;
using RedactingGateway.Options;
using RedactingGateway.PolicyStore;
using RedactingGateway.Privacy;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Hosting;

/// <summary>Builds and runs the gateway: for the command line, for tests and for the demo alike.</summary>
public static class GatewayHost
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--config"] = $"{GatewayOptions.Section}:{nameof(GatewayOptions.ConfigDirectory)}",
    };

    /// <summary>Runs the gateway until it is told to stop.</summary>
    /// <param name="arguments">Command line: <c>--config DIR</c>, <c>--urls URLS</c>, any setting as <c>--Gateway:Name=value</c>.</param>
    /// <returns>0 after a stop, 1 where the host cannot start, 3 where the policy has errors.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        // The runtime's own crash report would print messages of exceptions, and with them values.
        ExceptionHandling.SetUnhandledExceptionHandler(static e =>
        {
            Console.Error.WriteLine(ValueFreeException.Describe(e));
            Environment.Exit(ExitCodes.Failed);
            return true;
        });

        try
        {
            await using var app = Build(new GatewayHostOptions { Arguments = arguments });

            // Before anybody is told that it runs: a signal that nobody listens for ends the process.
            using var hangUp = ReloadSignal.Listen(app.Services);
            await StartAsync(app);
            await app.WaitForShutdownAsync();
            return ExitCodes.Fine;
        }
        catch (PolicyRejectedException rejected)
        {
            foreach (var diagnostic in rejected.Diagnostics)
            {
                await Console.Error.WriteLineAsync(diagnostic.ToString());
            }

            return ExitCodes.PolicyHasErrors;
        }
        catch (Exception e) when (e is StartRefusedException or IOException)
        {
            // Before anything listens there is no value yet: the operator needs the text (address in use, file missing).
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }

    /// <summary>Builds a gateway that is not started yet.</summary>
    /// <exception cref="PolicyRejectedException">The policy has errors.</exception>
    /// <exception cref="StartRefusedException">A host setting is missing or wrong.</exception>
    public static WebApplication Build(GatewayHostOptions options)
    {
        // Empty: no developer exception page, no default logging, nothing that is not named below.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(GatewayHost).Assembly.GetName().Name,
            EnvironmentName = options.EnvironmentName
                ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
                ?? Environments.Production,
        });
        Configure(builder, options);
        var settings = Settings(builder.Configuration);
        var secret = RootSecret.Read(settings, builder.Environment.IsDevelopment());
        var time = options.Time ?? TimeProvider.System;
        var source = options.Policy is null ? new PolicySource(settings.ConfigDirectory, options.PolicyEnvironment, time) : null;
        var (policy, warnings) = source is null ? (options.Policy!, []) : Load(source);

        builder.AddGatewayLogging(options, settings);
        builder.AddTelemetry();
        builder.AddGatewayServer(settings);
        builder.Services.AddState(settings);
        builder.Services.AddPrivacy(settings);
        builder.Services.AddAdmin(settings);
        builder.Services.AddPolicyStore(policy, warnings, source, settings, new SettingsInUse(builder.Configuration));
        builder.Services.AddGateway(secret, TrustedPeers.Read(settings), time, options.Probe);

        var app = builder.Build();
        app.UseGateway();
        app.Report(secret, warnings);
        return app;
    }

    /// <summary>Starts a gateway and says where it listens.</summary>
    public static async Task<GatewayAddresses> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<Listeners>().Addresses();
        var revision = app.Services.GetRequiredService<PolicyHolder>().Current.Revision;
        Log(app).Listening(revision, string.Join(' ', addresses.Gateway), addresses.Admin.ToString());
        return addresses;
    }

    private static void Configure(WebApplicationBuilder builder, GatewayHostOptions options)
    {
        builder.Configuration
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{builder.Environment.EnvironmentName}.json", optional: true)
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddCommandLine([.. options.Arguments], Switches);

        // --urls and ASPNETCORE_URLS are what ASP.NET people know; here they are a setting like the others.
        var urls = options.Urls ?? builder.Configuration[WebHostDefaults.ServerUrlsKey];
        builder.Configuration.AddInMemoryCollection(Overrides(urls, options));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Overrides(string? urls, GatewayHostOptions options)
    {
        (string Name, string? Value)[] overrides =
        [
            (nameof(GatewayOptions.Urls), urls),
            (nameof(GatewayOptions.AdminUrl), options.AdminUrl),
            (nameof(GatewayOptions.ConfigDirectory), options.ConfigDirectory),
            (nameof(GatewayOptions.StateDirectory), options.StateDirectory),
            (nameof(GatewayOptions.AdminToken), options.AdminToken),
            (nameof(GatewayOptions.RootSecret), options.RootSecret is { } bytes ? Convert.ToBase64String(bytes) : null),
        ];
        foreach (var (name, value) in overrides)
        {
            if (value is not null)
            {
                yield return new($"{GatewayOptions.Section}:{name}", value);
            }
        }

        // Listeners binds the addresses; Kestrel must not bind them a second time.
        yield return new(WebHostDefaults.ServerUrlsKey, null);
    }

    private static GatewayOptions Settings(ConfigurationManager configuration)
    {
        var settings = new GatewayOptions();
        configuration.GetSection(GatewayOptions.Section).Bind(settings);
        var result = new GatewayOptionsValidator().Validate(GatewayOptions.Section, settings);
        return result.Failed ? throw new StartRefusedException(string.Join('\n', result.Failures)) : settings;
    }

    private static (PolicySnapshot Policy, ImmutableArray<Diagnostic> Warnings) Load(PolicySource source)
    {
        var loaded = source.Compile(source.ReadSettled());
        return loaded.Snapshot is { } snapshot ? (snapshot, loaded.Diagnostics) : throw new PolicyRejectedException(loaded.Diagnostics);
    }

    private static void Report(this WebApplication app, RootSecret secret, IEnumerable<Diagnostic> warnings)
    {
        if (secret.MadeIn is { } file)
        {
            Log(app).DevelopmentRootSecret(file);
        }

        foreach (var warning in warnings.Where(d => d.Severity != Severity.Info))
        {
            Log(app).PolicyDiagnostic(warning.ToString());
        }
    }

    private static ILogger Log(WebApplication app) =>
        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(GatewayHost).FullName!);
}
