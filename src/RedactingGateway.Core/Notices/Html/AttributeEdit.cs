namespace RedactingGateway.Core.Notices.Html;

/// <summary>A change of one attribute.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Name">The attribute, lower case.</param>
/// <param name="Text">The new name, or the new value escaped and in the page's charset.</param>
internal readonly record struct AttributeEdit(AttributeEdit.Action Kind, byte[] Name, byte[] Text)
{
    /// <summary>What is done to an attribute.</summary>
    internal enum Action : byte
    {
        Set,
        Rename,
        Remove,
    }
}
