using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies;

/// <summary>A site that the gateway stands in front of.</summary>
/// <param name="Id">Key in the policy.</param>
/// <param name="Hosts">Host names, lower case, with port where it is not the default one.</param>
/// <param name="Upstream">Where the site runs; null: the gateway serves its trackers only.</param>
/// <param name="Span">Where the policy declares it.</param>
public sealed record CompiledSite(string Id, ImmutableArray<string> Hosts, Uri? Upstream, SourceSpan Span);
