namespace RedactingGateway.Core.Protocols;

/// <summary>What a value tells of its event, for conditions of policies.</summary>
public enum FieldTells
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>What event it is.</summary>
    Event,

    /// <summary>The address of the page that it is about.</summary>
    Page,

    /// <summary>The category of a product.</summary>
    Item,
}
