namespace RedactingGateway.Core.Protocols.Addresses;

/// <summary>How exactly an address names its fields: the fewer <c>**</c>, then the fewer patterns, then the more literal characters, the more exact.</summary>
internal readonly record struct Specificity(int AnyDepths, int Patterns, int LiteralLength) : IComparable<Specificity>
{
    /// <summary>Positive: this one is more exact and wins.</summary>
    public int CompareTo(Specificity other)
    {
        var byDepth = other.AnyDepths.CompareTo(AnyDepths);
        var byPatterns = other.Patterns.CompareTo(Patterns);
        return byDepth != 0 ? byDepth : byPatterns != 0 ? byPatterns : LiteralLength.CompareTo(other.LiteralLength);
    }

    public static bool operator <(Specificity left, Specificity right) => left.CompareTo(right) < 0;

    public static bool operator >(Specificity left, Specificity right) => left.CompareTo(right) > 0;

    public static bool operator <=(Specificity left, Specificity right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Specificity left, Specificity right) => left.CompareTo(right) >= 0;
}
