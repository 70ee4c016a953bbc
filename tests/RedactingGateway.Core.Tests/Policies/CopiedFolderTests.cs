using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>Who copies the shipped folder and changes little of it gets what he would get with his own files alone.</summary>
public sealed class CopiedFolderTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "config");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rgw-copied-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void WholeFolder_GivesWhatThePolicyAloneGives()
    {
        Copy("gateway.yaml");
        var alone = Load();

        CopyAll();
        var copied = Load();

        // Their texts name the files.
        Assert.Equal(alone.Diagnostics.Select(d => d.Id).Order(StringComparer.Ordinal), copied.Diagnostics.Select(d => d.Id).Order(StringComparer.Ordinal));
        Assert.Equal(alone.Snapshot!.Scope, copied.Snapshot!.Scope);
        Assert.Equal(alone.Snapshot.KnownTrackers.Select(t => t.Protocol), copied.Snapshot.KnownTrackers.Select(t => t.Protocol));
        Assert.Equal(alone.Snapshot.Destinations.Select(d => d.Endpoints.Length), copied.Snapshot.Destinations.Select(d => d.Endpoints.Length));
    }

    [Fact]
    public void ChangedDictionary_ThatNoDestinationNames_IsChecked()
    {
        CopyAll();
        Append("protocols/sentry.yaml", "fieldz: {}\n");

        Assert.Contains(Load().Diagnostics, d => d.Span.File.EndsWith("protocols/sentry.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void OwnDictionary_WithTheNameOfACopy_IsReported()
    {
        CopyAll();
        File.Copy(Path.Combine(Shipped, "protocols", "sentry.yaml"), Path.Combine(_folder.FullName, "protocols", "zoo.yaml"));

        Assert.Contains(Load().Diagnostics, d => d.Id == DiagnosticIds.NamedTwice.Id);
    }

    [Fact]
    public void OwnTaxonomy_IsWhatCopiesAreCheckedBy()
    {
        CopyAll();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder.FullName, "taxonomy")))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace("user.telemetry", "user.telemetrie", StringComparison.Ordinal));
        }

        Assert.Contains(Load().Diagnostics, d => d.Span.File.EndsWith("protocols/applicationInsights.yaml", StringComparison.Ordinal));
    }

    private PolicyLoadResult Load() => PolicyLoader.Load(_folder.FullName, Shipped, Environment.GetEnvironmentVariable, PolicyCorpus.Today);

    private void CopyAll()
    {
        foreach (var file in Directory.EnumerateFiles(Shipped, "*.yaml", SearchOption.AllDirectories))
        {
            Copy(Path.GetRelativePath(Shipped, file));
        }
    }

    private void Copy(string name)
    {
        var target = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Shipped, name), target, overwrite: true);
    }

    private void Append(string name, string text) => File.AppendAllText(Path.Combine(_folder.FullName, name), text);
}
