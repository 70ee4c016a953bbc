using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using RedactingGateway.Admin;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Hosting;
using RedactingGateway.Options;

namespace RedactingGateway.FunctionalTests.Admin;

public sealed class AdminAccessTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:8081", null, null)]
    [InlineData("::1", "localhost:8081", null, null)]
    [InlineData("127.0.0.1", "rebound.example", null, 421)]
    [InlineData("127.0.0.1", "rebound.example", "Bearer " + Token, null)]
    [InlineData(null, "admin.example", null, null)]
    [InlineData("10.0.0.5", "10.0.0.5:8081", null, 401)]
    [InlineData("10.0.0.5", "admin.example", "Bearer wrong", 401)]
    [InlineData("10.0.0.5", "admin.example", "Bearer " + Token, null)]
    [InlineData("10.0.0.5", "admin.example", "Basic b3BzOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm", null)]
    [InlineData("10.0.0.5", "admin.example", "Basic b3BzOndyb25n", 401)]
    [InlineData("10.0.0.5", "admin.example", "Basic !", 401)]
    public void Check_IsOpenOnThisMachine_AndAsksForTheTokenElsewhere(string? listener, string host, string? authorization, int? refused) =>
        Assert.Equal(refused, new AdminAccess(AdminToken.Read(new GatewayOptions { AdminToken = Token })).Check(Request(listener, host, authorization))?.Status);

    [Fact]
    public void Check_WithoutToken_IsClosedToTheNetwork() =>
        Assert.Equal(403, new AdminAccess(AdminToken.Read(new GatewayOptions())).Check(Request("10.0.0.5", "10.0.0.5", "Bearer "))?.Status);

    [Fact]
    public void Check_ClientCertificate_Opens()
    {
        using var certificate = Issue("CN=ops", issuer: null, isAuthority: false);
        var request = Request("10.0.0.5", "admin.example", authorization: null);
        request.Connection.ClientCertificate = certificate;

        Assert.Null(new AdminAccess(AdminToken.Read(new GatewayOptions())).Check(request));
    }

    [Fact]
    public void Certificates_AreTakenOfTheNamedAuthorityOnly()
    {
        using var authority = Issue("CN=authority", issuer: null, isAuthority: true);
        using var other = Issue("CN=other", issuer: null, isAuthority: true);
        using var ours = Issue("CN=ops", authority, isAuthority: false);
        using var theirs = Issue("CN=ops", other, isAuthority: false);
        var file = Path.GetTempFileName();
        File.WriteAllText(file, authority.ExportCertificatePem());
        var https = new HttpsConnectionAdapterOptions();

        AdminCertificates.Read(new GatewayOptions { AdminClientAuthorityFile = file })!.Apply(https);
        File.Delete(file);

        Assert.Equal(ClientCertificateMode.AllowCertificate, https.ClientCertificateMode);
        Assert.True(https.ClientCertificateValidation!(ours, null, default));
        Assert.False(https.ClientCertificateValidation!(theirs, null, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AdminListener_TakesCertificatesOfTheNamedAuthorityOnly(bool byFile)
    {
        using var policy = new TestPolicy();
        using var authority = Issue("CN=authority", issuer: null, isAuthority: true);
        using var other = Issue("CN=other", issuer: null, isAuthority: true);
        await File.WriteAllTextAsync(Path.Combine(policy.Directory, "authority.pem"), authority.ExportCertificatePem(), TestContext.Current.CancellationToken);
        using var server = Issue("CN=localhost", issuer: null, isAuthority: true);
        await File.WriteAllBytesAsync(Path.Combine(policy.Directory, "server.pfx"), server.Export(X509ContentType.Pfx, "test"), TestContext.Current.CancellationToken);
        await using var app = GatewayHost.Build(new GatewayHostOptions
        {
            EnvironmentName = "Production",
            ConfigDirectory = policy.Directory,
            Urls = "http://127.0.0.1:0",
            AdminUrl = "https://127.0.0.1:0",
            StateDirectory = Path.Combine(policy.Directory, "state"),
            RootSecret = new byte[32],
            PolicyEnvironment = static _ => "http://127.0.0.1:9",
            Logging = static logging => logging.ClearProviders(),
            Arguments =
            [
                byFile ? $"--Gateway:TlsCertificateFile={Path.Combine(policy.Directory, "server.pfx")}" : $"--Kestrel:Certificates:Default:Path={Path.Combine(policy.Directory, "server.pfx")}",
                byFile ? "--Gateway:TlsPassword=test" : "--Kestrel:Certificates:Default:Password=test",
                $"--Gateway:AdminClientAuthorityFile={Path.Combine(policy.Directory, "authority.pem")}",
            ],
        });
        var address = (await GatewayHost.StartAsync(app)).Admin;

        Assert.Equal(HttpStatusCode.OK, await GetAsync(address, server, WithKey(authority)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(address, server, certificate: null));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(address, server, WithKey(other)));

        // Whoever may knock must not choose what the gateway fetches.
        await using var named = new RecordingVendor();
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(address, server, WithKey(other, $"{named.Address}/issuer.crt")));
        Assert.Equal(0, named.Count);
    }

    [Fact]
    public void Certificates_WithoutAnAuthority_AreNotAskedFor() => Assert.Null(AdminCertificates.Read(new GatewayOptions()));

    [Theory]
    [InlineData("/", 421)]
    [InlineData("/metrics", 421)]
    [InlineData("/events", 421)]
    [InlineData("/refusals", 421)]
    [InlineData("/unknown-fields", 421)]
    [InlineData("/overview.css", 421)]
    [InlineData("/health/ready", 200)]
    public async Task Pages_ByAForeignName_AreNotAnswered(string path, int status)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Admin, path)) { Headers = { Host = "rebound.example" } };

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> GetAsync(Uri address, X509Certificate2 server, X509Certificate2? certificate)
    {
        using var handler = new SocketsHttpHandler();

        // What the client shows is up to this test, not to the server's list of authorities; and it fetches no issuer itself.
        handler.SslOptions.ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server.GetCertHashString();
        using var client = new HttpClient(handler);
        using var answer = await client.GetAsync(address);
        return answer.StatusCode;
    }

    private static X509Certificate2 WithKey(X509Certificate2 issuer, string? issuerAddress = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Issue("CN=ops", issuer, isAuthority: false, key, issuerAddress);
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), password: null);
    }

    private static DefaultHttpContext Request(string? listener, string host, string? authorization)
    {
        var context = new DefaultHttpContext();
        context.Connection.LocalIpAddress = listener is null ? null : IPAddress.Parse(listener);
        context.Request.Host = new HostString(host);
        context.Request.Headers.Authorization = authorization;
        return context;
    }

    private static X509Certificate2 Issue(string name, X509Certificate2? issuer, bool isAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Issue(name, issuer, isAuthority, key);
    }

    private static X509Certificate2 Issue(string name, X509Certificate2? issuer, bool isAuthority, ECDsa key, string? issuerAddress = null)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        if (!isAuthority)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        }

        if (issuerAddress is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, caIssuersUris: [issuerAddress]));
        }

        var now = TimeProvider.System.GetUtcNow();
        var (from, to) = issuer is null ? (now.AddDays(-1), now.AddDays(2)) : (now.AddHours(-1), now.AddDays(1));
        return issuer is null ? request.CreateSelfSigned(from, to) : request.Create(issuer, from, to, [1, 2, 3, 4]);
    }
}
