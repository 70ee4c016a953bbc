using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies.Effective;

/// <summary>One line of a policy as it counts.</summary>
/// <param name="Path">Keys that lead to it; places in lists as numbers from 0.</param>
/// <param name="Text">The line as YAML, indented.</param>
/// <param name="Value">The value that stands on it, or null where it only opens a mapping or list.</param>
/// <param name="Origin">Where it stands.</param>
public sealed record EffectiveLine(ImmutableArray<string> Path, string Text, string? Value, SourceSpan Origin);
