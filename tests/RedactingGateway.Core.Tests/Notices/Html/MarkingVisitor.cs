using RedactingGateway.Core.Notices.Html;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>Marks every place that it is asked for, and remembers where elements were.</summary>
internal sealed class MarkingVisitor : HtmlVisitor
{
    public const string Mark = "<rgw-mark></rgw-mark>";

    private static readonly byte[] Bytes = "<rgw-mark></rgw-mark>"u8.ToArray();

    public bool MarksElements { get; init; } = true;

    /// <summary>html, head and body are not remembered.</summary>
    public bool SkipsRoots { get; init; }

    public Action<HtmlElement>? Decide { get; init; }

    public List<long> Offsets { get; } = [];

    public List<long> ForeignOffsets { get; } = [];

    public List<HtmlPoints> Points { get; } = [];

    protected internal override ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page)
    {
        Points.Add(point);
        return Bytes;
    }

    protected internal override void OnElement(HtmlElement element)
    {
        if ((element.Context & HtmlContext.Noscript) == HtmlContext.None && !(SkipsRoots && element.Name is "html" or "head" or "body"))
        {
            (element.IsForeign ? ForeignOffsets : Offsets).Add(element.Offset);
        }

        Decide?.Invoke(element);
        if (MarksElements)
        {
            element.InsertBefore(Bytes);
            element.InsertAfter(Bytes);
        }
    }
}
