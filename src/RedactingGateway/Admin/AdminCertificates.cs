using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RedactingGateway.Options;

namespace RedactingGateway.Admin;

/// <summary>Client certificates of the admin listener: those of one authority, for nothing else but this.</summary>
internal sealed class AdminCertificates
{
    // Extended key usage "client authentication" (RFC 5280 § 4.2.1.12).
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _authorities;

    private AdminCertificates(X509Certificate2Collection authorities) => _authorities = authorities;

    /// <summary>Reads the authority that the settings name, or null: they name none.</summary>
    public static AdminCertificates? Read(GatewayOptions options) => options.AdminClientAuthorityFile is { Length: > 0 } file ? new(Read(file)) : null;

    /// <summary>Has a listener ask for them; health probes may come without.</summary>
    public void Apply(HttpsConnectionAdapterOptions https)
    {
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => IsOf(certificate);
        https.OnAuthenticate = (_, server) => server.CertificateChainPolicy = Chain();
    }

    /// <summary>The same for one connection.</summary>
    public SslServerAuthenticationOptions With(SslServerAuthenticationOptions server) => new()
    {
        ServerCertificateContext = server.ServerCertificateContext,
        EnabledSslProtocols = server.EnabledSslProtocols,
        AllowRenegotiation = server.AllowRenegotiation,
        CertificateChainPolicy = Chain(),
        ClientCertificateRequired = true, // asked for; whether there must be one is for the callback to say
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is null || (certificate is X509Certificate2 client && IsOf(client)),
    };

    private bool IsOf(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Chain() };
        return chain.Build(certificate);
    }

    // Nothing is fetched: the addresses in a certificate are the words of whoever shows it.
    private X509ChainPolicy Chain()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            ApplicationPolicy = { new(ClientAuthentication) },
        };
        policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    private static X509Certificate2Collection Read(string file)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new StartRefusedException($"{nameof(GatewayOptions.AdminClientAuthorityFile)} cannot be read as PEM certificates.");
        }

        return authorities.Count > 0 ? authorities : throw new StartRefusedException($"{nameof(GatewayOptions.AdminClientAuthorityFile)} has no certificate.");
    }
}
