using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RedactingGateway.Admin;
using RedactingGateway.Logging;
using RedactingGateway.Options;

namespace RedactingGateway.Hosting;

/// <summary>The certificate of the https addresses: read from files, and read again when they change, without a restart.</summary>
/// <remarks>
/// The files' bytes are compared, not their times: Kubernetes swaps links, ACME clients write two files one after the other. What cannot
/// serve (unreadable, without its key, past its end) is refused and said once; the certificate before it stays.
/// </remarks>
internal sealed class ServerCertificate : IHostedService, IDisposable
{
    // 10 s: a renewal is weeks ahead of the end; reading two small files costs nothing.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly GatewayOptions _settings;
    private readonly string? _password;
    private byte[] _seen;
    private volatile SslServerAuthenticationOptions _current;
    private ITimer? _timer;
    private TimeProvider? _time;
    private ILogger<ServerCertificate>? _logger;

    private ServerCertificate(GatewayOptions settings)
    {
        _settings = settings;
        _password = SecretFile.Read(settings.TlsPassword, settings.TlsPasswordFile, nameof(GatewayOptions.TlsPasswordFile))?.TrimEnd('\r', '\n');
        var bytes = ReadFiles();
        _seen = SHA256.HashData([.. bytes.Certificate, .. bytes.Key ?? []]);
        (_current, Until) = Load(bytes);
    }

    /// <summary>When the certificate in use ends.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Reads it, or null: none is set, and https addresses take what section <c>Kestrel</c> says.</summary>
    /// <exception cref="StartRefusedException">It cannot serve.</exception>
    public static ServerCertificate? Read(GatewayOptions settings)
    {
        if (settings.TlsCertificateFile is not { Length: > 0 } file)
        {
            return null;
        }

        try
        {
            return new ServerCertificate(settings);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            throw new StartRefusedException($"The certificate of Gateway:TlsCertificateFile, {file}, cannot serve ({e.GetType().Name}): it needs its key, in the same file or in Gateway:TlsKeyFile, and a PFX its password.");
        }
    }

    /// <summary>What a listener takes: each new connection gets the certificate of its moment, with the chain that stands in the file.</summary>
    /// <param name="clients">Certificates that clients are asked for, or null: for none.</param>
    public TlsHandshakeCallbackOptions Handshake(AdminCertificates? clients) => new() { OnConnection = _ => ValueTask.FromResult(clients?.With(_current) ?? _current) };

    /// <summary>Gives it clock and log, once there are any.</summary>
    public ServerCertificate With(TimeProvider time, ILogger<ServerCertificate> logger)
    {
        (_time, _logger) = (time, logger);
        return this;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = _time!.CreateTimer(static certificate => ((ServerCertificate)certificate!).Look(), this, Every, Every);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private static bool IsUnusable(Exception e) => e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    private void Look()
    {
        try
        {
            var bytes = ReadFiles();
            var hash = SHA256.HashData([.. bytes.Certificate, .. bytes.Key ?? []]);
            if (hash.AsSpan().SequenceEqual(_seen))
            {
                return;
            }

            _seen = hash;
            var (loaded, until) = Load(bytes);
            if (until <= _time!.GetUtcNow())
            {
                throw new CryptographicException();
            }

            (_current, Until) = (loaded, until);
            _logger!.CertificateRenewed(until);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            // Files that are away for a moment are said each time: nothing else would tell.
            _logger!.CertificateRefused(e.GetType().Name, Until);
        }
    }

    private (byte[] Certificate, byte[]? Key) ReadFiles() =>
        (File.ReadAllBytes(_settings.TlsCertificateFile!), _settings.TlsKeyFile is { Length: > 0 } key ? File.ReadAllBytes(key) : null);

    private (SslServerAuthenticationOptions Options, DateTimeOffset Until) Load((byte[] Certificate, byte[]? Key) bytes)
    {
        var all = new X509Certificate2Collection();
        X509Certificate2 own;
        if (X509Certificate2.GetCertContentType(bytes.Certificate) == X509ContentType.Pfx)
        {
            all = X509CertificateLoader.LoadPkcs12Collection(bytes.Certificate, _password);
            own = all.FirstOrDefault(static c => c.HasPrivateKey) ?? throw new CryptographicException();
        }
        else
        {
            var text = System.Text.Encoding.Latin1.GetString(bytes.Certificate);
            var key = bytes.Key is null ? text : System.Text.Encoding.Latin1.GetString(bytes.Key);
            own = _password is null ? X509Certificate2.CreateFromPem(text, key) : X509Certificate2.CreateFromEncryptedPem(text, key, _password);
            all.ImportFromPem(text);
        }

        var chain = new X509Certificate2Collection(all.Where(c => c.Thumbprint != own.Thumbprint).ToArray());
        return (new SslServerAuthenticationOptions
        {
            // Offline: a start must not wait for somebody's server.
            ServerCertificateContext = SslStreamCertificateContext.Create(own, chain, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
        }, new DateTimeOffset(own.NotAfter).ToUniversalTime());
    }
}
