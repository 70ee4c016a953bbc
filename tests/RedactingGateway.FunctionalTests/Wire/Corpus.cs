namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Where the recordings and the sources are, seen from wherever the tests run.</summary>
internal static class Corpus
{
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static string TrafficFolder { get; } = Path.Combine(RepositoryRoot, "tests", "corpora", "traffic");

    public static string MadeFolder { get; } = Path.Combine(RepositoryRoot, "tests", "corpora", "made");

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RedactingGateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the test's own holds RedactingGateway.sln.");
    }
}
