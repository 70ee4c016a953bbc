using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary>The shipped policy with a change, in a folder of its own.</summary>
internal sealed class PolicyCopy : IDisposable
{
    public PolicyCopy(Func<string, string> change)
    {
        var shipped = File.ReadAllText(System.IO.Path.Combine(Corpus.RepositoryRoot, "config", "gateway.yaml"));
        File.WriteAllText(System.IO.Path.Combine(Path, "gateway.yaml"), change(shipped));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("policy-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
