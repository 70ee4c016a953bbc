namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>Writes a result where people find it.</summary>
internal static class PeersReport
{
    private static string Folder => Path.Combine(PeerCommand.Sources, "results");

    /// <summary>Writes table and plot anew from the JSON.</summary>
    /// <param name="folder">Where; null: the committed files.</param>
    public static async Task RenderAsync(string? folder) =>
        await WriteAsync(PeersResult.FromJson(await File.ReadAllTextAsync(Path.Combine(folder ?? Folder, "results.json"))), folder);

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
