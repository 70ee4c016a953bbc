using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Hosting;
using RedactingGateway.Options;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>Certificates from files, renewed while the gateway runs.</summary>
public sealed class TlsTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TestPolicy _policy = new();
    private readonly FakeTimeProvider _time = new(Now);
    private readonly LogSink _logs = new();
    private WebApplication? _gateway;
    private Uri? _address;

    private string Certificate => Path.Combine(_policy.Directory, "tls.crt");

    private string Key => Path.Combine(_policy.Directory, "tls.key");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renewed_NewConnectionsGetIt_OldOnesStay_WithoutARestart()
    {
        using var first = Make();
        using var second = Make();
        Write(first);
        await StartAsync($"--Gateway:TlsCertificateFile={Certificate}", $"--Gateway:TlsKeyFile={Key}");
        await using var old = await ConnectAsync();
        Assert.Equal(first.Thumbprint, old.RemoteCertificate!.GetCertHashString());

        Write(second);
        _time.Advance(TimeSpan.FromSeconds(10));

        await using var fresh = await ConnectAsync();
        Assert.Equal(second.Thumbprint, fresh.RemoteCertificate!.GetCertHashString());
        await old.WriteAsync("GET /health HTTP/1.1\r\nHost: nobody.example\r\n\r\n"u8.ToArray(), Stop);
        Assert.True(await old.ReadAsync(new byte[100], Stop) > 0);
        Assert.Contains("[7 CertificateRenewed]", _logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renewed_ButUnusable_IsRefusedAndSaid_AndTheOldOneStays()
    {
        using var first = Make();
        using var other = Make();
        using var expired = Make(Now.AddDays(-1));
        Write(first);
        await StartAsync($"--Gateway:TlsCertificateFile={Certificate}", $"--Gateway:TlsKeyFile={Key}");
        Action[] mistakes =
        [
            () => File.WriteAllText(Certificate, "no certificate"),
            () => File.WriteAllText(Certificate, other.ExportCertificatePem()), // the new key is not there yet
            () => Write(expired),
            () => File.Delete(Key),
        ];

        for (var i = 0; i < mistakes.Length; i++)
        {
            mistakes[i]();
            _time.Advance(TimeSpan.FromSeconds(10));
            await using var connection = await ConnectAsync();
            Assert.Equal(first.Thumbprint, connection.RemoteCertificate!.GetCertHashString());
            Assert.Equal(i + 1, _logs.Lines.Count(l => l.Contains("[8 CertificateRefused]", StringComparison.Ordinal)));
        }

        // The second half of a renewal, a moment later.
        Write(other);
        _time.Advance(TimeSpan.FromSeconds(10));
        await using var renewed = await ConnectAsync();
        Assert.Equal(other.Thumbprint, renewed.RemoteCertificate!.GetCertHashString());
    }

    [Fact]
    public async Task Pfx_WithThePasswordInAFile_Serves_AndItsPasswordIsInNoLog()
    {
        const string password = "hunter2-of-the-pfx";
        using var certificate = Make();
        var pfx = Path.Combine(_policy.Directory, "tls.pfx");
        await File.WriteAllBytesAsync(pfx, certificate.Export(X509ContentType.Pfx, password), Stop);
        var secret = Path.Combine(_policy.Directory, "password");
        await File.WriteAllTextAsync(secret, password + "\n", Stop);

        await StartAsync($"--Gateway:TlsCertificateFile={pfx}", $"--Gateway:TlsPasswordFile={secret}");

        await using var connection = await ConnectAsync();
        Assert.Equal(certificate.Thumbprint, connection.RemoteCertificate!.GetCertHashString());
        Assert.DoesNotContain(password, _logs.Text, StringComparison.Ordinal);
        var refused = Assert.Throws<StartRefusedException>(() => Build($"--Gateway:TlsCertificateFile={pfx}", "--Gateway:TlsPassword=wrong"));
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task BothVersions_AreServed(string version)
    {
        using var certificate = Make();
        await File.WriteAllTextAsync(Certificate, $"{certificate.ExportCertificatePem()}\n{certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n", Stop);
        await StartAsync($"--Gateway:TlsCertificateFile={Certificate}");
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null } })
        {
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var answer = await client.GetAsync(_address, Stop);

        Assert.Equal((HttpStatusCode.MisdirectedRequest, Version.Parse(version)), (answer.StatusCode, answer.Version));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security")); // the site's to say
    }

    [Fact]
    public async Task Http2_WhileTheGatewayDrains_IsServedAndToldToGo()
    {
        using var certificate = Make();
        Write(certificate);
        await StartAsync($"--Gateway:TlsCertificateFile={Certificate}", $"--Gateway:TlsKeyFile={Key}");
        await using var client = await Http2Client.ConnectAsync(_address!);
        byte[] request = Http2Client.Frame(Http2Client.Headers, Http2Client.EndHeaders | Http2Client.EndStream, 1, Http2Client.Get);
        await client.SendAsync(request);
        Assert.Equal(Http2Client.Headers, (await client.ReadAsync(static type => type is Http2Client.Headers or Http2Client.GoAway))!.Value.Type);

        var stopping = _gateway!.StopAsync(Stop);
        request[8] = 3;
        await client.SendAsync(request);
        byte[] seen = [(await client.ReadAsync(static type => type is Http2Client.Headers or Http2Client.GoAway))!.Value.Type, (await client.ReadAsync(static type => type is Http2Client.Headers or Http2Client.GoAway))!.Value.Type];

        Assert.Equal([Http2Client.Headers, Http2Client.GoAway], seen.Order());
        await using (var late = await Http2Client.ConnectAsync(_address!))
        {
            request[8] = 1;
            await late.SendAsync(request);
            Assert.NotNull(await late.ReadAsync(static type => type == Http2Client.Headers));
        }

        // The server ends the connection by itself: nobody's idle one holds the stop up.
        Assert.Null(await client.ReadAsync(static _ => false));
        Assert.False(stopping.IsCompleted);
        _time.Advance(new GatewayOptions().DrainDelay);
        await stopping.WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Fact]
    public void MissingFile_RefusesTheStart() =>
        Assert.Contains("Gateway:TlsCertificateFile", Assert.Throws<StartRefusedException>(() => Build("--Gateway:TlsCertificateFile=/does/not/exist")).Message, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _policy.Dispose();
    }

    private static X509Certificate2 Make(DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddYears(-1), until ?? Now.AddYears(1));
    }

    private void Write(X509Certificate2 certificate)
    {
        File.WriteAllText(Key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
    }

    private WebApplication Build(params string[] arguments) => GatewayHost.Build(new GatewayHostOptions
    {
        Arguments = arguments,
        EnvironmentName = "Production",
        ConfigDirectory = _policy.Directory,
        Urls = "https://127.0.0.1:0",
        AdminUrl = "http://127.0.0.1:0",
        StateDirectory = Path.Combine(_policy.Directory, "state"),
        RootSecret = new byte[32],
        Time = _time,
        PolicyEnvironment = static _ => "http://127.0.0.1:9",
        Logging = logging => logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Trace),
    });

    private async Task StartAsync(params string[] arguments)
    {
        _gateway = Build(arguments);
        _address = (await GatewayHost.StartAsync(_gateway)).Gateway[0];
    }

    private async Task<SslStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_address!.Host, _address.Port, Stop);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "shop.example", RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null }, Stop);
        return stream;
    }
}
