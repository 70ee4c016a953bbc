using System.Collections.Immutable;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Policies.Reports;

/// <summary>What each vendor can still measure of visitors who accept everything, by its dictionary's <c>effect:</c>.</summary>
public static class MeasurementReport
{
    /// <summary>Makes the report.</summary>
    public static ImmutableArray<DestinationMeasurement> Of(PolicySnapshot policy) => [.. policy.Destinations.Select(d => new DestinationMeasurement(d, [.. Measures(d)]))];

    // One and the same measure has fields in several places; the best of them is what counts.
    private static IEnumerable<Measure> Measures(CompiledDestination destination) => destination.Endpoints
        .SelectMany(e => e.Fields)
        .Where(f => f.Effect is not null)
        .GroupBy(f => f.Effect!, StringComparer.Ordinal)
        .Select(g => Best(g.Key, [.. g.DistinctBy(f => f.Address, StringComparer.Ordinal)], destination.AllPurposes))
        .OrderBy(m => m.State).ThenBy(m => m.Effect, StringComparer.Ordinal);

    private static Measure Best(string effect, ImmutableArray<CompiledField> fields, ulong grant)
    {
        var rules = fields.Select(f => f.Plan.For(grant)).ToList();

        // A hash is what vendors match by.
        var works = rules.Find(r => r is { Treatment: { Keeps: true } or HashTreatment });
        var best = works ?? rules.Find(r => r is not null);
        return new Measure(
            effect, best is null ? MeasureState.Impossible : works is not null ? MeasureState.Works : MeasureState.Degraded, best?.Treatment.Form,
            [.. fields.Select(f => f.Address)]);
    }
}

/// <summary>What can be measured by one destination.</summary>
/// <param name="Destination">The destination.</param>
/// <param name="Measures">Measures: what works first.</param>
public sealed record DestinationMeasurement(CompiledDestination Destination, ImmutableArray<Measure> Measures);

/// <summary>Something that a vendor measures.</summary>
/// <param name="Effect">What is missing without the field, in the dictionary's words.</param>
/// <param name="State">What becomes of it under the policy.</param>
/// <param name="Form">The form in which the field leaves, or null: it does not.</param>
/// <param name="Fields">Addresses of the field.</param>
public sealed record Measure(string Effect, MeasureState State, string? Form, ImmutableArray<string> Fields);

/// <summary>Whether something can be measured.</summary>
public enum MeasureState
{
    /// <summary>The value leaves as it came.</summary>
    Works,

    /// <summary>It leaves in another form, so results are coarser.</summary>
    Degraded,

    /// <summary>It does not leave.</summary>
    Impossible,
}
