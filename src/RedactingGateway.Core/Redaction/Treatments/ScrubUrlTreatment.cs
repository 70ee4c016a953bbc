using System.Collections.Immutable;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Urls;

namespace RedactingGateway.Core.Redaction;

/// <summary>
/// <c>scrubUrl</c>: user info and fragment go, query parameters go unless named, and path segments that are about a person
/// are replaced.
/// </summary>
public sealed class ScrubUrlTreatment : Treatment
{
    private readonly UrlRules _rules;

    /// <summary>Makes the treatment.</summary>
    /// <param name="keepParameters">Names of query parameters that stay.</param>
    /// <param name="paths">Paths with segments about a person.</param>
    public ScrubUrlTreatment(ImmutableArray<NamePattern> keepParameters, ImmutableArray<UrlPathTemplate> paths = default)
    {
        _rules = new UrlRules(Scrubs: true, keepParameters, paths.IsDefault ? [] : paths);
        List<string> parts = [];
        if (!keepParameters.IsEmpty)
        {
            parts.Add($"keeps {string.Join(", ", keepParameters.Select(p => p.Text))}");
        }

        if (!_rules.Paths.IsEmpty)
        {
            parts.Add($"paths {string.Join(", ", _rules.Paths.Select(p => p.Text))}");
        }

        Form = parts.Count == 0 ? "scrubUrl" : $"scrubUrl ({string.Join("; ", parts)})";
    }

    private HashSet<string> KeptParameters => [.. _rules.KeepParameters.Select(p => p.Text)];

    private HashSet<string> HiddenPaths => [.. _rules.Paths.Select(p => p.Text)];

    /// <inheritdoc/>
    public override string Form { get; }

    internal override bool RevealsAtMost(Treatment other) => base.RevealsAtMost(other)
        || (other is ScrubUrlTreatment wider && KeptParameters.IsSubsetOf(wider.KeptParameters) && HiddenPaths.IsSupersetOf(wider.HiddenPaths));

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output) =>
        UrlScrubbing.Scrub(value, _rules, context, output);
}
