using System.Text.Json.Serialization;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Admin;

/// <summary>How the admin pages are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(EventsPage))]
[JsonSerializable(typeof(RefusalsPage))]
[JsonSerializable(typeof(UnknownFieldsPage))]
[JsonSerializable(typeof(SubjectsMessage))]
[JsonSerializable(typeof(FoundObjection))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(AdminError))]
[JsonSerializable(typeof(AdminChange))]
[JsonSerializable(typeof(ReloadPage))]
[JsonSerializable(typeof(ReloadAnswer))]
internal sealed partial class AdminJson : JsonSerializerContext;

/// <summary>Body of the health pages.</summary>
/// <param name="Status">In one word.</param>
/// <param name="Policy">Revision of the policy in force.</param>
/// <param name="Reasons">What is not as it should be.</param>
internal sealed record Health(string Status, string? Policy = null, IReadOnlyList<string>? Reasons = null);

/// <summary>Body of a refused call.</summary>
/// <param name="Error">What is wrong, and what to do.</param>
internal sealed record AdminError(string Error);

/// <summary>Body of a change.</summary>
/// <param name="Status">How safely it was written.</param>
internal sealed record AdminChange(string Status);
