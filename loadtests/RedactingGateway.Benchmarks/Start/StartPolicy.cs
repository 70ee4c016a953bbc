using System.Net;
using System.Security.Cryptography;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Benchmarks.Start;

/// <summary>The shipped folder <c>config</c>, copied, with a vendor on this machine, a root secret, and the cookie of a visitor who accepted.</summary>
internal sealed class StartPolicy : IDisposable
{
    private const string Vendor = "https://region1.google-analytics.com";
    private const string Host = "shop.beispielshop.example";

    private readonly string _target;
    private readonly string _cookie;

    public StartPolicy(string vendor)
    {
        var shipped = Path.Combine(RecordedRequest.Root(), "config");
        foreach (var source in System.IO.Directory.EnumerateFiles(shipped, "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Directory, Path.GetRelativePath(shipped, source));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, File.ReadAllText(source).Replace(Vendor, vendor, StringComparison.Ordinal));
        }

        var secret = RandomNumberGenerator.GetBytes(32);
        File.WriteAllText(SecretFile, Convert.ToBase64String(secret));
        var loaded = PolicyLoader.Load(Directory);
        var policy = loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        var cookie = new ChoiceCookie(new RootSecrets(secret), TimeProvider.System);
        var purposes = policy.Purposes.Select(p => KeyValuePair.Create(p.Id, (string?)p.Scope));
        _cookie = $"{ChoiceCookie.HostName}={cookie.WriteAcceptance(purposes, [], BrowserSignals.None, Guid.NewGuid())}";
        _target = "/t/ga4" + System.Text.Encoding.UTF8.GetString(RecordedRequest.Load(policy, "ga4", "ga4-gtag", "01-default-collect.http").Request.Target.Span);
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("rgw-start-").FullName;

    public string SecretFile => Path.Combine(Directory, "root-secret");

    /// <summary>The recorded GA4 hit of a visitor.</summary>
    /// <param name="visitor">Number of the visitor: each has an address of his own, and with it a rate.</param>
    public HttpRequestMessage Hit(int visitor)
    {
        var address = new IPAddress([10, (byte)(visitor >> 16), (byte)(visitor >> 8), (byte)visitor]);
        return new HttpRequestMessage(HttpMethod.Post, _target)
        {
            Headers =
            {
                { "Cookie", _cookie },
                { "Origin", $"https://{Host}" },
                { "User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36" },
                { "X-Forwarded-For", address.ToString() },
                { "X-Forwarded-Proto", "https" },
                { "Host", Host },
            },
        };
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
