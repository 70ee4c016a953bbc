using RedactingGateway.Admin;
using RedactingGateway.Assets;
using RedactingGateway.Core.Signals;
using RedactingGateway.Options;
using RedactingGateway.Pipeline;
using RedactingGateway.Privacy;
using RedactingGateway.Privacy.Live;
using RedactingGateway.Routing;
using RedactingGateway.Telemetry;
using RedactingGateway.Trackers;
using RedactingGateway.Vendors;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace RedactingGateway.Hosting;

/// <summary>The gateway's services, each a concrete class.</summary>
internal static class GatewayServices
{
    public static void AddGatewayServer(this WebApplicationBuilder builder, GatewayOptions settings)
    {
        var certificate = ServerCertificate.Read(settings);
        if (certificate is not null)
        {
            builder.Services.AddHostedService(s => certificate.With(s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ServerCertificate>>()));
        }

        SocketThreads.Apply(builder.Services, settings);
        var listeners = new Listeners(certificate);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(listeners);
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(static s => s.GetRequiredService<Drain>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.DrainDelay + settings.DrainTimeout);
        builder.WebHost.UseKestrel((context, kestrel) =>
        {
            kestrel.Configure(context.Configuration.GetSection("Kestrel"));
            ServerLimits.Apply(kestrel, settings.MaxConnections);
            listeners.Bind(kestrel, settings);
        });
    }

    public static void AddGateway(this IServiceCollection services, RootSecret secret, TrustedPeers trusted, TimeProvider time, RedactionProbe? probe)
    {
        services.AddSingleton(time);
        services.AddSingleton(secret);
        services.AddSingleton(new RootSecrets(secret.Bytes, secret.Previous));
        services.AddSingleton(trusted);
        services.AddSingleton<ChoiceCookie>();
        services.AddSingleton<GrantToken>();
        services.AddSingleton<SubjectKeys>();
        services.AddSingleton<Redactors>();

        services.AddMetrics();
        services.AddAssets();
        services.AddTrackers();
        services.AddAccounts();
        services.AddSingleton<EnvelopeSignals>();
        services.AddSingleton<SiteGrant>();
        services.AddSingleton<EnvelopeGrant>();
        services.AddSingleton(static s => new BodyBudget(s.GetRequiredService<GatewayOptions>().MaxBodyMemory));
        services.AddSingleton<BodyReading>();
        services.AddSingleton<PayloadGrant>();
        services.AddSingleton<FieldRedaction>();
        services.AddSingleton<VendorGates>();
        services.AddSingleton<ClientRate>();
        services.AddSingleton<VendorForwarding>();
        services.AddSingleton<EventCount>();

        if (probe is not null)
        {
            services.AddSingleton(probe);
        }

        services.AddRouting();
        services.AddSingleton<PolicyRoutes>();
        services.AddSingleton<IProxyConfigProvider>(static s => s.GetRequiredService<PolicyRoutes>());
        services.AddSingleton<IConfigChangeListener>(static s => s.GetRequiredService<PolicyRoutes>());
        services.AddSingleton<VendorClusters>();
        services.AddSingleton<IForwarderHttpClientFactory, VendorConnections>();
        services.AddReverseProxy().AddTransforms(GatewayTransforms.Apply);
    }

    /// <summary>The order in which a request meets what stands around the <see cref="GatewayPipeline"/>.</summary>
    public static void UseGateway(this WebApplication app)
    {
        // YARP registers authorization, and the host would put it before every request; no route of ours asks for any.
        ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
        app.UseMiddleware<ErrorBarrier>();
        app.UseAdmin();
        app.UseMiddleware<DrainingConnections>();
        app.UseMiddleware<ClientAddressing>();
        app.UseRouting();
        app.UseMiddleware<DestinationMatch>();
        app.UseMiddleware<LiveCookie>();
        app.UseMiddleware<PrivacyPages>();
        app.UseMiddleware<GatewayPipeline>();
        app.MapReverseProxy(static forwarder => forwarder.UseMiddleware<VendorCluster>()).Add(app.Services.GetRequiredService<PolicyRoutes>().Tie);
        app.UseEndpoints(static _ => { });

        // Made now and not by the first request: a reload could come between the routes of that moment.
        _ = ((IEndpointRouteBuilder)app).DataSources.Sum(static s => s.Endpoints.Count);
        app.Run(UnknownHost.AnswerAsync);
    }
}
