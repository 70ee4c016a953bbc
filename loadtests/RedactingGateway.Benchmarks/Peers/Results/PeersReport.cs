namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>Writes a result where people find it.</summary>
internal static class PeersReport
{
    private static string Folder => Path.Combine(PeerCommand.Sources, "results");

    /// <summary>The committed result.</summary>
    public static string ResultsFile => Path.Combine(Folder, "results.json");

    /// <summary>Writes JSON, table and plot.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="folder">Where; null: the committed files, and the two READMEs with them.</param>
    public static async Task WriteAsync(PeersResult result, string? folder)
    {
        var target = Directory.CreateDirectory(folder ?? Folder).FullName;
        var table = PeersTable.Of(result);
        await File.WriteAllTextAsync(Path.Combine(target, "results.json"), result.ToJson());
        await File.WriteAllTextAsync(Path.Combine(target, "table.md"), table);
        await File.WriteAllTextAsync(Path.Combine(target, "plot.svg"), PeersPlot.Of(result));
        if (folder is null)
        {
            await MarkedSection.WriteAsync(Path.Combine(RecordedRequest.Root(), "loadtests", "README.md"), table);
            await MarkedSection.WriteAsync(Path.Combine(RecordedRequest.Root(), "README.md"), PeersHeadline.Of(result));
        }
    }
}
