namespace RedactingGateway.Core.Protocols;

/// <summary>An object that the gateway writes where the client sent none, because of what it sets inside.</summary>
/// <param name="Name">Name of the part, decoded UTF-8.</param>
/// <param name="Variants">One for each combination of conditions, the fullest first.</param>
internal sealed record AbsentPart(byte[] Name, FieldSetting[] Variants)
{
    /// <summary>The object with everything in it that is set under <paramref name="grant"/>, or null: nothing is.</summary>
    public FieldSetting? Under(ulong grant)
    {
        foreach (var variant in Variants)
        {
            if (variant.Applies(grant))
            {
                return variant;
            }
        }

        return null;
    }
}
