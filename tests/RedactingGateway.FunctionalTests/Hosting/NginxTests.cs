using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.FunctionalTests.Architecture;
using RedactingGateway.FunctionalTests.Sites;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>The shipped nginx configuration before a real gateway.</summary>
public sealed class NginxTests : IDisposable
{
    private static readonly string? Nginx = new[] { "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx" }.FirstOrDefault(File.Exists);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rgw-nginx-");
    private Process? _nginx;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ShippedConfiguration_IsValid_AndTheSiteContractHoldsThroughIt()
    {
        Assert.SkipWhen(Nginx is null, "No nginx found: install Debian's package nginx-light.");
        await using var harness = await SiteHarness.StartAsync(Site, "--Gateway:TrustedProxies=127.0.0.1");
        var port = await StartNginxAsync(harness.Plain.Port);
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null }, UseProxy = false })
        {
            BaseAddress = new UriBuilder("https", "127.0.0.1", port).Uri,
            DefaultRequestHeaders = { Host = "shop.example" },
        };

        // The target as it was spelled, the visitor's claims gone, scheme and address nginx's.
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://127.0.0.1:{port}/p%61ge/a%7Eb?q=%7E|x", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        page.Headers.Add("X-Forwarded-For", "203.0.113.7");
        page.Headers.Add("X-Forwarded-Proto", "http");
        page.Headers.Add("X-Forwarded-Host", "bare.example");
        page.Headers.Add("X-Privacy-Region", "US-CA");
        using var answer = await client.SendAsync(page, Stop);
        Assert.Equal("/p%61ge/a%7Eb?q=%7E|x shop.example https shop.example 127.0.0.1, 127.0.0.1", await answer.Content.ReadAsStringAsync(Stop));

        // An upload of more than nginx's own 1 MB.
        var upload = RandomNumberGenerator.GetBytes(3_000_000);
        using var uploaded = await client.PostAsync(new Uri("/upload", UriKind.Relative), new ByteArrayContent(upload), Stop);
        Assert.Equal(upload, await uploaded.Content.ReadAsByteArrayAsync(Stop));

        // An event goes to the vendor once.
        using var tracked = await client.GetAsync(new Uri("/t/plain/collect?v=2&kept=abc&email=anna", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NoContent, tracked.StatusCode);
        Assert.Equal("/collect?v=2&kept=abc", (await harness.Vendor.NextAsync()).Target);

        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Host", "shop.example");
        socket.Options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
        await socket.ConnectAsync(new Uri($"wss://127.0.0.1:{port}/ws"), Stop);
        await socket.SendAsync("hello"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, Stop);
        var buffer = new byte[16];
        Assert.Equal(5, (await socket.ReceiveAsync(buffer.AsMemory(), Stop)).Count);
    }

    public void Dispose()
    {
        if (_nginx is not null)
        {
            _nginx.Kill(entireProcessTree: true);
            _nginx.WaitForExit();
            _nginx.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private static void Site(WebApplication site)
    {
        site.Map("/ws", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[16];
            var message = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, endOfMessage: true, context.RequestAborted);
        });
        site.MapPost("/upload", static async context => await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted));
        site.MapFallback(static context => context.Response.WriteAsync(
            $"{context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget} {context.Request.Host} {context.Request.Headers["X-Forwarded-Proto"]} {context.Request.Headers["X-Forwarded-Host"]} {context.Request.Headers["X-Forwarded-For"]}"));
    }

    private async Task<int> StartNginxAsync(int gateway)
    {
        var port = FreePort();
        WriteCertificate();
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "config", "deploy", "nginx", "redacting-gateway.conf"), Stop);
        foreach (var (ours, theirs) in new[]
        {
            ("127.0.0.1:8080", $"127.0.0.1:{gateway}"), ("listen 443 ssl", $"listen 127.0.0.1:{port} ssl"), ("shop.beispielshop.example", "shop.example"), ("/etc/nginx/tls", _folder.FullName),
        })
        {
            Assert.Contains(ours, shipped, StringComparison.Ordinal);
            shipped = shipped.Replace(ours, theirs, StringComparison.Ordinal);
        }

        var file = Path.Combine(_folder.FullName, "nginx.conf");
        var paths = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(p => $"{p}_temp_path {_folder.FullName}/{p};\n"));
        await File.WriteAllTextAsync(file, $"daemon off; master_process off;\npid {_folder.FullName}/nginx.pid;\nerror_log {_folder.FullName}/error.log;\nevents {{}}\nhttp {{\n{paths}{shipped}\n}}\n", Stop);
        using (var check = Process.Start(new ProcessStartInfo(Nginx!, ["-t", "-q", "-c", file]) { RedirectStandardError = true })!)
        {
            var said = await check.StandardError.ReadToEndAsync(Stop);
            await check.WaitForExitAsync(Stop);
            Assert.True(check.ExitCode == 0, said);
        }

        _nginx = Process.Start(Nginx!, ["-c", file]);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, timeout.Token);
                return port;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), timeout.Token);
            }
        }
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(Path.Combine(_folder.FullName, "shop.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder.FullName, "shop.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
