namespace RedactingGateway.FunctionalTests.Cli;

/// <summary>An empty folder for one test.</summary>
internal sealed class EmptyFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("policy-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
