using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies;

/// <summary>What stood in a policy's files when they were read: not compiled, so that it can be compared with what stands there later.</summary>
public sealed class PolicyReading
{
    private readonly PolicyFiles _files;
    private readonly DiagnosticBag _unreadable;

    private PolicyReading(PolicyFiles files, DiagnosticBag unreadable)
    {
        _files = files;
        _unreadable = unreadable;
        Revision = files.Revision();
    }

    /// <summary>Revision of what could be read: the one that a snapshot made of it has.</summary>
    public string Revision { get; }

    /// <summary>Whether all of it could be read.</summary>
    public bool IsComplete => !_unreadable.HasErrors;

    /// <summary>Reads a folder, and what it lacks from the shipped one.</summary>
    /// <param name="directory">The author's folder, with <c>gateway.yaml</c>.</param>
    public static PolicyReading Of(string directory) => Of(directory, PolicyLoader.ShippedDirectory);

    internal static PolicyReading Of(string directory, string shipped)
    {
        var unreadable = new DiagnosticBag();
        return new PolicyReading(PolicyFiles.Read(directory, shipped, unreadable), unreadable);
    }

    /// <summary>Whether the same stood in the files at two times, and the same could not be read.</summary>
    public bool IsSameAs(PolicyReading other) => Revision == other.Revision && _unreadable.Sorted().SequenceEqual(other._unreadable.Sorted());

    /// <summary>Files that were the author's in <paramref name="inForce"/> and are gone, where shipped ones would take their place: an error for each.</summary>
    public ImmutableArray<Diagnostic> GoneSince(PolicySnapshot inForce)
    {
        var gone = new DiagnosticBag();
        foreach (var (name, shown) in inForce.OwnFiles.Where(f => _files.IsReplaced(f.Name)))
        {
            gone.Report(
                DiagnosticIds.FileUnreadable,
                new SourceSpan(shown, 0, 0, 0, 0),
                "this file of the policy in force is gone, and what ships with the gateway would take its place; put it back, or accept that by SIGHUP, POST /reload or a restart");
        }

        return gone.Sorted();
    }

    /// <summary>Compiles it.</summary>
    /// <param name="environment">Values for <c>${NAME}</c>; null: the process's environment variables.</param>
    /// <param name="time">The day by which dates of the policy are judged; null: the system's.</param>
    public PolicyLoadResult Compile(Func<string, string?>? environment = null, TimeProvider? time = null)
    {
        var diagnostics = new DiagnosticBag();
        _unreadable.MoveTo(diagnostics);
        return PolicyLoader.Load(_files, environment ?? Environment.GetEnvironmentVariable, diagnostics, time);
    }
}
