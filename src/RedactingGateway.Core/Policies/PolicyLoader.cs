using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies;

/// <summary>Reads a configuration folder and compiles it: parse, bind, check, compile.</summary>
public static class PolicyLoader
{
    /// <summary>Loads a policy.</summary>
    /// <param name="directory">The author's folder, with <c>gateway.yaml</c>; dictionaries and taxonomy it lacks come from the shipped folder beside the program.</param>
    /// <param name="environment">Values for <c>${NAME}</c>; null: the process's environment variables.</param>
    /// <returns>All diagnostics, and the snapshot if none of them is an error.</returns>
    public static PolicyLoadResult Load(string directory, Func<string, string?>? environment = null) =>
        throw new NotImplementedException();
}

/// <summary>What came of loading a policy.</summary>
/// <param name="Snapshot">The compiled policy, or null where a diagnostic is an error.</param>
/// <param name="Diagnostics">Everything that was found, sorted by file, line and column.</param>
public sealed record PolicyLoadResult(PolicySnapshot? Snapshot, ImmutableArray<Diagnostic> Diagnostics);
