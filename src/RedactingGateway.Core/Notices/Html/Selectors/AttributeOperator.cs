namespace RedactingGateway.Core.Notices.Html.Selectors;

/// <summary>How an attribute's value is compared.</summary>
internal enum AttributeOperator : byte
{
    /// <summary>[a]</summary>
    Exists,

    /// <summary>[a=v], #v</summary>
    Equals,

    /// <summary>[a~=v], .v</summary>
    Word,

    /// <summary>[a^=v]</summary>
    Start,

    /// <summary>[a$=v]</summary>
    End,

    /// <summary>[a*=v]</summary>
    Part,

    /// <summary>[a|=v]</summary>
    Language,
}
