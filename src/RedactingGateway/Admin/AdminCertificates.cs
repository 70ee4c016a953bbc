using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RedactingGateway.Options;

namespace RedactingGateway.Admin;

/// <summary>Client certificates of the admin listener: those of one authority, for nothing else but this.</summary>
internal static class AdminCertificates
{
    // Extended key usage "client authentication" (RFC 5280 § 4.2.1.12).
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Has the listener ask for them, where the settings name an authority; health probes may come without.</summary>
    public static void Apply(HttpsConnectionAdapterOptions https, GatewayOptions options)
    {
        if (options.AdminClientAuthorityFile is not { Length: > 0 } file)
        {
            return;
        }

        var authorities = Read(file);
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => IsOf(authorities, certificate);
    }

    private static bool IsOf(X509Certificate2Collection authorities, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));
        return chain.Build(certificate);
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
