namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>What the scanner keeps of the tag it is in or has just ended.</summary>
internal sealed class ScannedTag
{
    /// <summary>Attributes told apart in one tag; a tag with more is passed without a look at them.</summary>
    public const int MaxAttributes = 256;

    private readonly AttributeSpan[] _attributes = new AttributeSpan[MaxAttributes];
    private int _count;

    public bool IsEnd { get; set; }

    public bool IsSelfClosing { get; set; }

    /// <summary>End of the name, counted from '&lt;'.</summary>
    public int NameEnd { get; set; }

    /// <summary>True when it is longer, or has more attributes, than is told apart.</summary>
    public bool IsOversized { get; set; }

    public HtmlTag Tag { get; set; }

    public TagName Name { get; set; }

    public ReadOnlySpan<AttributeSpan> Attributes => _attributes.AsSpan(0, _count);

    public void Begin(bool isEnd)
    {
        IsEnd = isEnd;
        IsSelfClosing = false;
        IsOversized = false;
        NameEnd = 0;
        _count = 0;
    }

    public void BeginAttribute(int at)
    {
        if (_count == MaxAttributes)
        {
            IsOversized = true;
            _count = 0;
        }

        _attributes[_count++] = new AttributeSpan { NameStart = at, NameEnd = at };
    }

    public ref AttributeSpan Current => ref _attributes[_count - 1];

    /// <summary>The first attribute of that name, as browsers take it; -1 where there is none.</summary>
    public int Find(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> lowerName)
    {
        for (var i = 0; i < _count; i++)
        {
            if (MarkupBytes.EqualsLower(_attributes[i].Name(tag), lowerName))
            {
                return i;
            }
        }

        return -1;
    }
}
