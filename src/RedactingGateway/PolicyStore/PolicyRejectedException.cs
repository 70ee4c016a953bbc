using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.PolicyStore;

/// <summary>The policy has errors; no process starts with it.</summary>
public sealed class PolicyRejectedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="diagnostics">All that was found, sorted.</param>
    public PolicyRejectedException(ImmutableArray<Diagnostic> diagnostics)
        : base("The policy has errors.") => Diagnostics = diagnostics;

    /// <summary>All that was found, sorted.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }
}
