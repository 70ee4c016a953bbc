using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.PolicyStore;

/// <summary>What came of reading the policy's files.</summary>
/// <param name="Result">In one word.</param>
/// <param name="Cause">Why they were read.</param>
/// <param name="Time">When.</param>
/// <param name="Revision">Revision of what stood in the files; it is in force unless it was refused.</param>
/// <param name="Diagnostics">All that was found, sorted; no value of a person is in them.</param>
internal sealed record ReloadOutcome(ReloadResult Result, ReloadCause Cause, DateTimeOffset Time, string Revision, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Names of host settings that are not the ones in use any more: they are taken at the next start.</summary>
    public ImmutableArray<string> TakenAtNextStart { get; init; } = [];
}

/// <summary>What became of the policy that stood in the files.</summary>
internal enum ReloadResult
{
    /// <summary>It is in force.</summary>
    Accepted,

    /// <summary>It was in force already.</summary>
    Unchanged,

    /// <summary>It has errors; the one before it goes on.</summary>
    Refused,

    /// <summary>It could not be read or put in force, and that is no fault of its author; the one before it goes on.</summary>
    Failed,
}

/// <summary>Why the files were read.</summary>
internal enum ReloadCause
{
    /// <summary>The process started.</summary>
    Start,

    /// <summary>The files changed.</summary>
    Change,

    /// <summary>SIGHUP.</summary>
    Signal,

    /// <summary>A call of the admin API.</summary>
    Call,
}
