using System.Text.Json.Serialization;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Admin;

/// <summary>How the admin pages are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(EventsPage))]
internal sealed partial class AdminJson : JsonSerializerContext;

/// <summary>Body of the health pages.</summary>
/// <param name="Status">In one word.</param>
/// <param name="Policy">Revision of the policy in force.</param>
/// <param name="Reasons">What is not as it should be.</param>
internal sealed record Health(string Status, string? Policy = null, IReadOnlyList<string>? Reasons = null);
