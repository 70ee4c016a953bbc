namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>Where an attribute stands in its tag's bytes.</summary>
internal struct AttributeSpan
{
    public int NameStart;
    public int NameEnd;

    /// <summary>Start of the value without its quote; 0 where there is no value.</summary>
    public int ValueStart;
    public int ValueEnd;
    public bool IsQuoted;

    public readonly ReadOnlySpan<byte> Name(ReadOnlySpan<byte> tag) => tag[NameStart..NameEnd];

    public readonly ReadOnlySpan<byte> Value(ReadOnlySpan<byte> tag) => tag[ValueStart..ValueEnd];
}
