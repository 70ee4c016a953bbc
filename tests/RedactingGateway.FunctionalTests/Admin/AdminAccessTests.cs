using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RedactingGateway.Admin;
using RedactingGateway.FunctionalTests.Gateway;
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
    [InlineData("10.0.0.5", "10.0.0.5:8081", null, 401)]
    [InlineData("10.0.0.5", "admin.example", "Bearer wrong", 401)]
    [InlineData("10.0.0.5", "admin.example", "Bearer " + Token, null)]
    [InlineData("10.0.0.5", "admin.example", "Basic b3BzOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm", null)]
    [InlineData("10.0.0.5", "admin.example", "Basic b3BzOndyb25n", 401)]
    [InlineData("10.0.0.5", "admin.example", "Basic !", 401)]
    public void Check_IsOpenOnThisMachine_AndAsksForTheTokenElsewhere(string listener, string host, string? authorization, int? refused) =>
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

        AdminCertificates.Apply(https, new GatewayOptions { AdminClientAuthorityFile = file });
        File.Delete(file);

        Assert.Equal(ClientCertificateMode.AllowCertificate, https.ClientCertificateMode);
        Assert.True(https.ClientCertificateValidation!(ours, null, default));
        Assert.False(https.ClientCertificateValidation!(theirs, null, default));
    }

    [Fact]
    public void Certificates_WithoutAnAuthority_AreNotAskedFor()
    {
        var https = new HttpsConnectionAdapterOptions();
        AdminCertificates.Apply(https, new GatewayOptions());
        Assert.Equal(ClientCertificateMode.NoCertificate, https.ClientCertificateMode);
    }

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

    private static DefaultHttpContext Request(string listener, string host, string? authorization)
    {
        var context = new DefaultHttpContext();
        context.Connection.LocalIpAddress = IPAddress.Parse(listener);
        context.Request.Host = new HostString(host);
        context.Request.Headers.Authorization = authorization;
        return context;
    }

    private static X509Certificate2 Issue(string name, X509Certificate2? issuer, bool isAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        if (!isAuthority)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        }

        var now = TimeProvider.System.GetUtcNow();
        var (from, to) = (now.AddDays(-1), now.AddDays(1));
        return issuer is null ? request.CreateSelfSigned(from, to) : request.Create(issuer, from, to, [1, 2, 3, 4]);
    }
}
