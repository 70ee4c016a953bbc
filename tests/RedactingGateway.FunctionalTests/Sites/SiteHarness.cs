using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Hosting;

namespace RedactingGateway.FunctionalTests.Sites;

/// <summary>A real site on Kestrel behind a real gateway, which listens without and with TLS.</summary>
internal sealed class SiteHarness : IAsyncDisposable
{
    private readonly WebApplication _site;
    private readonly WebApplication _gateway;
    private readonly TestPolicy _policy = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rgw-site-");
    private readonly RecordingVendor _vendor = new();
    private string _thumbprint = "";

    private SiteHarness(Action<WebApplication>? site, string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 200;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.RequestHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
        });
        _site = builder.Build();
        _site.UseWebSockets();
        site?.Invoke(_site);
        ((IHost)_site).Start();

        _gateway = GatewayHost.Build(new GatewayHostOptions
        {
            Arguments = [$"--Kestrel:Certificates:Default:Path={MakeCertificate()}", .. arguments],
            EnvironmentName = "Production",
            ConfigDirectory = _policy.Directory,
            Urls = "http://127.0.0.1:0;https://127.0.0.1:0",
            AdminUrl = "http://127.0.0.1:0",
            StateDirectory = Path.Combine(_folder.FullName, "state"),
            RootSecret = RandomNumberGenerator.GetBytes(32),
            PolicyEnvironment = name => name == "SITE" && site is not null ? _site.Urls.First() : _vendor.Address,
            Logging = logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace),
        });
    }

    public LogSink Logs { get; } = new();

    public RecordingVendor Vendor => _vendor;

    public IServiceProvider Services => _gateway.Services;

    public Uri Plain { get; private set; } = null!;

    public Uri Tls { get; private set; } = null!;

    public Uri Admin { get; private set; } = null!;

    /// <summary>Starts both.</summary>
    /// <param name="site">What the site does; null: <see cref="Vendor"/> is the site, on a bare socket.</param>
    /// <param name="arguments">Host settings of the gateway.</param>
    public static async Task<SiteHarness> StartAsync(Action<WebApplication>? site, params string[] arguments)
    {
        var harness = new SiteHarness(site, arguments);
        var addresses = await GatewayHost.StartAsync(harness._gateway);
        harness.Plain = addresses.Gateway[0];
        harness.Tls = addresses.Gateway[1];
        harness.Admin = addresses.Admin;
        return harness;
    }

    /// <summary>A client that sends the site's host and takes the test's certificate.</summary>
    public HttpClient Client(bool tls = false, Version? version = null) => new(Handler(), disposeHandler: true)
    {
        BaseAddress = tls ? Tls : Plain,
        DefaultRequestVersion = version ?? HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        DefaultRequestHeaders = { Host = "shop.example" },
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>Neither follows, decodes nor remembers anything.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
        SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => IsOurs(certificate) },
    };

    /// <summary>Whether a certificate is the gateway's.</summary>
    public bool IsOurs(X509Certificate? certificate) => certificate?.GetCertHashString(HashAlgorithmName.SHA256) == _thumbprint;

    /// <summary>Stops the gateway as SIGTERM does.</summary>
    public Task StopAsync() => _gateway.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _site.DisposeAsync();
        await _vendor.DisposeAsync();
        _policy.Dispose();
        _folder.Delete(recursive: true);
    }

    private string MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        _thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var file = Path.Combine(_folder.FullName, "tls.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx));
        return file;
    }
}
