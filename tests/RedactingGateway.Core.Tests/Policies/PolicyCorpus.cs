using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>The golden cases below <c>tests/corpora/policies</c>, and the small taxonomy and dictionary that they share.</summary>
internal static class PolicyCorpus
{
    private const string SharedName = "_shared";

    /// <summary>The day of the policies' dates: tests do not grow old.</summary>
    public static TimeProvider Today { get; } = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public static string RepositoryRoot { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Folder { get; } = Path.Combine(RepositoryRoot, "tests", "corpora", "policies");

    public static string Shared { get; } = Path.Combine(Folder, SharedName);

    public static IEnumerable<string> Cases =>
        Directory.EnumerateDirectories(Folder).Select(d => Path.GetFileName(d)).Where(n => n != SharedName).Order(StringComparer.Ordinal);

    public static PolicyLoadResult Load(string name) => PolicyLoader.Load(Path.Combine(Folder, name), Shared, Environment, Today);

    /// <summary>The shared dictionary and taxonomy with another policy, or with other dictionaries too.</summary>
    public static PolicyLoadResult LoadText(string policy, params (string Name, string Text)[] dictionaries)
    {
        var diagnostics = new Core.Diagnostics.DiagnosticBag();
        var shared = PolicyFiles.Read(Path.Combine(Folder, "valid"), Shared, diagnostics);
        var files = shared.Files
            .Where(f => f.Name != "gateway.yaml" && dictionaries.All(d => $"protocols/{d.Name}" != f.Name))
            .Append(new PolicyFile("gateway.yaml", "config/gateway.yaml", policy))
            .Concat(dictionaries.Select(d => new PolicyFile($"protocols/{d.Name}", $"config/protocols/{d.Name}", d.Text)));
        return PolicyLoader.Load(new PolicyFiles([.. files]), Environment, diagnostics, Today);
    }

    public static string Policy(string name) => File.ReadAllText(Path.Combine(Folder, name, "gateway.yaml"));

    private static string? Environment(string name) => name switch
    {
        "COLLECT_HOST" => "https://collect.vendor.example",
        "SHOP_UPSTREAM" => "http://10.0.0.5:8080",
        _ => null,
    };

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "RedactingGateway.sln")) ? directory : FindRoot(Path.GetDirectoryName(directory.TrimEnd(Path.DirectorySeparatorChar))!);
}
