namespace RedactingGateway.FunctionalTests.Cli;

/// <summary>A file for one test.</summary>
internal sealed class CapturedFile : IAsyncDisposable
{
    private CapturedFile(string path) => Path = path;

    public string Path { get; }

    public static async Task<CapturedFile> MakeAsync(string extension, string text)
    {
        var file = new CapturedFile(System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + extension));
        await File.WriteAllTextAsync(file.Path, text, TestContext.Current.CancellationToken);
        return file;
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(Path);
        return ValueTask.CompletedTask;
    }
}
