using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>Upstreams over TLS are verified, always; a company's own authority is named by <c>SSL_CERT_FILE</c>.</summary>
public sealed class UpstreamAuthorityTests
{
    [Theory]
    [InlineData(true, 200, 1)]
    [InlineData(false, 502, 0)]
    public async Task Site_WithACertificateOfTheCompanysAuthority(bool isNamed, int status, int requests)
    {
        using var policy = new TestPolicy();
        using var certificate = Certificate();
        var authority = Path.Combine(policy.Directory, "company.pem");
        await File.WriteAllTextAsync(authority, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        var received = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var site = builder.Build();
        site.Run(context =>
        {
            Interlocked.Increment(ref received);
            return context.Response.WriteAsync("served");
        });
        await site.StartAsync(TestContext.Current.CancellationToken);
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["VENDOR"] = "http://127.0.0.1:9",
            ["OTHER"] = "http://127.0.0.1:9",
            ["SITE"] = site.Urls.First(),
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Gateway__RootSecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        if (isNamed)
        {
            environment["SSL_CERT_FILE"] = authority;
        }

        using var gateway = await GatewayProcess.StartAsync(
            program: null, environment, "--config", policy.Directory, "--urls", "http://127.0.0.1:0", "--Gateway:AdminUrl=http://127.0.0.1:0", $"--Gateway:StateDirectory={Path.Combine(policy.Directory, "state")}");
        using var client = await RawClient.ConnectAsync(gateway.Address);
        await client.WriteAsync("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");

        Assert.Equal((status, requests), ((await client.ReadAsync()).Status, received));
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=company", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("shop.example"); // as visitors call the site: the host is kept, in the handshake too
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }
}
