using System.Collections.Immutable;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>
/// <c>scrubUrl</c>: user info and fragment go, query parameters go unless named, and path segments pass the content net.
/// </summary>
/// <param name="keepParameters">Names of query parameters that stay.</param>
public sealed class ScrubUrlTreatment(ImmutableArray<NamePattern> keepParameters) : Treatment
{
    /// <inheritdoc/>
    public override string Form => keepParameters.IsEmpty
        ? "scrubUrl"
        : $"scrubUrl (keeps {string.Join(", ", keepParameters.Select(p => p.Text))})";

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output) =>
        UrlScrubbing.Scrub(value, keepParameters, context, output);
}
