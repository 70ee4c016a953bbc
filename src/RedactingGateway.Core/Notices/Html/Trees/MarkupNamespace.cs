namespace RedactingGateway.Core.Notices.Html.Trees;

/// <summary>The markup language that an element belongs to.</summary>
internal enum MarkupNamespace : byte
{
    Html,
    Svg,
    MathMl,
}
