using System.Collections.Immutable;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>What the content net's findings are, in the taxonomy.</summary>
internal static class DetectedCategories
{
    /// <summary>Categories of what may be found and, where a purpose allows it, sent; credentials never are.</summary>
    public static ImmutableArray<string> All { get; } =
        [.. DetectorKinds.All.Where(facts => !facts.IsCredential).Select(facts => facts.Category).Distinct(StringComparer.Ordinal)];

    public static string Of(DetectorKind kind) => DetectorKinds.Of(kind).Category;

    /// <summary>The type whose forms a finding can take.</summary>
    public static FieldType TypeOf(DetectorKind kind) => kind == DetectorKind.IpAddress ? FieldType.Ip : FieldType.String;
}
