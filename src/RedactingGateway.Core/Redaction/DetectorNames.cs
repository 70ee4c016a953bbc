using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction;

/// <summary>What stands in for a find: <c>[email]</c> in text, <c>:email</c> in a path.</summary>
internal static class DetectorNames
{
    public static ReadOnlySpan<byte> Placeholder(DetectorKind kind) => DetectorKinds.Of(kind).Placeholder;

    public static ReadOnlySpan<byte> PathSegment(DetectorKind kind) => DetectorKinds.Of(kind).PathSegment;

    /// <summary>The kinds in <paramref name="found"/> (one bit each), for <c>explain</c>; null where none is.</summary>
    public static string? Describe(int found)
    {
        if (found == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var facts in DetectorKinds.All)
        {
            if ((found & (1 << (int)facts.Kind)) != 0)
            {
                text.Append(text.Length > 0 ? ", " : "").Append(facts.Name);
            }
        }

        return text.ToString();
    }
}
