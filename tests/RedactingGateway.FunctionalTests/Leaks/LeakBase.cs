using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>A request that a marker is planted into: recorded, or made by hand where a vendor's SDK could not be recorded.</summary>
internal sealed record LeakBase(VendorSdk Sdk, string FileName, WireRequest Request, IReadOnlyList<Canary> Canaries)
{
    /// <summary>All of them, by vendor.</summary>
    public static IReadOnlyList<IReadOnlyList<LeakBase>> All { get; } =
    [
        .. VendorSdk.All.Select(sdk => sdk.Recordings.Select(r => new LeakBase(sdk, r.FileName, r.ToRequest(), r.Canaries)).ToList()),
        .. VendorSdk.Unrecorded.Select(sdk => Directory.GetFiles(Path.Combine(Corpus.MadeFolder, sdk.Name), "*.http").Order(StringComparer.Ordinal)
            .Select(file => new LeakBase(sdk, Path.GetFileName(file), HttpFile.Read(file, chunked: false), [])).ToList()),
    ];

    public override string ToString() => $"{Sdk.Name}/{FileName}";
}
