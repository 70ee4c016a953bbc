using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace RedactingGateway.Options;

/// <summary>The host settings as they were at the start, to be compared with what their sources say later; it holds names and hashes.</summary>
internal sealed class SettingsInUse
{
    // What is read once, at the start.
    private static readonly string[] Sections = [GatewayOptions.Section, "Kestrel", "Logging"];
    private static readonly string[] SecretFiles = [nameof(GatewayOptions.RootSecretFile), nameof(GatewayOptions.PreviousRootSecretFile), nameof(GatewayOptions.AdminTokenFile)];

    private readonly IList<IConfigurationSource> _sources;
    private readonly Dictionary<string, string> _inUse;

    /// <summary>Remembers them.</summary>
    public SettingsInUse(IConfigurationBuilder configuration)
    {
        _sources = [.. configuration.Sources];
        _inUse = Read();
    }

    /// <summary>Names of the settings that are not what they were.</summary>
    public ImmutableArray<string> Changed()
    {
        try
        {
            var now = Read();
            return [.. _inUse.Keys.Union(now.Keys).Where(name => _inUse.GetValueOrDefault(name) != now.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            // Half-written, or no JSON: the next start will tell.
            return [];
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    private Dictionary<string, string> Read()
    {
        var builder = new ConfigurationBuilder();
        foreach (var source in _sources)
        {
            builder.Add(source);
        }

        var configuration = builder.Build();
        try
        {
            var settings = Sections.SelectMany(s => configuration.GetSection(s).AsEnumerable()).Where(static s => s.Value is not null)
                .ToDictionary(static s => s.Key, static s => Hash(Encoding.UTF8.GetBytes(s.Value!)), StringComparer.OrdinalIgnoreCase);
            foreach (var name in SecretFiles)
            {
                if (configuration[$"{GatewayOptions.Section}:{name}"] is { Length: > 0 } file && File.Exists(file))
                {
                    settings[$"{GatewayOptions.Section}:{name} (content)"] = Hash(File.ReadAllBytes(file));
                }
            }

            return settings;
        }
        finally
        {
            (configuration as IDisposable)?.Dispose();
        }
    }
}
