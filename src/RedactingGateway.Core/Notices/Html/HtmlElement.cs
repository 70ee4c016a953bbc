using System.Text;
using RedactingGateway.Core.Notices.Html.Scanning;
using RedactingGateway.Core.Notices.Html.Selectors;

namespace RedactingGateway.Core.Notices.Html;

/// <summary>An element at its start tag, and what is decided about it. Good only during <see cref="HtmlVisitor.OnElement"/>.</summary>
public sealed class HtmlElement
{
    private readonly SelectorMatcher _matcher;
    private readonly List<AttributeEdit> _edits = [];
    private ScannedTag _tag = null!;
    private byte[] _bytes = [];
    private int _length;

    internal HtmlElement(SelectorMatcher matcher, HtmlPage page)
    {
        _matcher = matcher;
        Page = page;
    }

    /// <summary>What is known of the page so far.</summary>
    public HtmlPage Page { get; }

    /// <summary>Where the element stands.</summary>
    public HtmlContext Context { get; private set; }

    /// <summary>Offset of the start tag in the page.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether it is an element of SVG or MathML, the outermost one included.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>The element's name, lower case.</summary>
    public string Name => Encoding.Latin1.GetString(Bytes[1.._tag.NameEnd]).ToLowerInvariant();

    internal HtmlTag Tag => _tag.Tag;

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    internal IReadOnlyList<AttributeEdit> Edits => _edits;

    internal bool IsRemoved { get; private set; }

    internal ReadOnlyMemory<byte> Replacement { get; private set; }

    internal ReadOnlyMemory<byte> Before { get; private set; }

    internal ReadOnlyMemory<byte> After { get; private set; }

    internal Action? Inserted { get; private set; }

    /// <summary>Whether a selector matches, by its index in the set.</summary>
    public bool Matches(int selector) => _matcher.Matches(selector);

    /// <summary>An attribute's value as browsers read it; null where there is none of that name.</summary>
    /// <param name="name">Lower case.</param>
    public string? Attribute(string name) =>
        _tag.Find(Bytes, Encoding.UTF8.GetBytes(name)) is >= 0 and var index ? HtmlText.Decode(_tag.Attributes[index].Value(Bytes), Page.Charset) : null;

    /// <summary>Markup right before the start tag.</summary>
    public void InsertBefore(ReadOnlyMemory<byte> markup) => Before = markup;

    /// <summary>Markup right after the element's end.</summary>
    /// <param name="markup">Complete markup in the page's charset.</param>
    /// <param name="inserted">Called when it was put in; never where no markup may stand there.</param>
    public void InsertAfter(ReadOnlyMemory<byte> markup, Action? inserted = null) => (After, Inserted) = (markup, inserted);

    /// <summary>Removes the element with its content. It is held up to its end, at most 64 KiB; a longer one is kept.</summary>
    public void Remove() => IsRemoved = true;

    /// <summary>Puts markup in the element's place; as <see cref="Remove"/>.</summary>
    public void Replace(ReadOnlyMemory<byte> markup)
    {
        IsRemoved = true;
        Replacement = markup;
    }

    /// <summary>Gives an attribute a value, whether or not the tag has it.</summary>
    public void SetAttribute(string name, string value) =>
        _edits.Add(new AttributeEdit(AttributeEdit.Action.Set, NameBytes(name), HtmlText.Encode(HtmlText.Escape(value), Page.Charset)));

    /// <summary>Renames an attribute, with all that repeat it, and leaves the value's bytes.</summary>
    public void RenameAttribute(string name, string newName) =>
        _edits.Add(new AttributeEdit(AttributeEdit.Action.Rename, NameBytes(name), NameBytes(newName)));

    /// <summary>Removes an attribute, with all that repeat it.</summary>
    public void RemoveAttribute(string name) => _edits.Add(new AttributeEdit(AttributeEdit.Action.Remove, NameBytes(name), []));

    internal void Begin(ScannedTag tag, ReadOnlySpan<byte> bytes, HtmlContext context, bool isForeign, long offset)
    {
        IsForeign = isForeign;
        Offset = offset;
        _tag = tag;
        Context = context;
        if (_bytes.Length < bytes.Length)
        {
            _bytes = new byte[Math.Max(bytes.Length, 256)];
        }

        bytes.CopyTo(_bytes);
        _length = bytes.Length;
        _edits.Clear();
        IsRemoved = false;
        Replacement = Before = After = default;
        Inserted = null;
    }

    private static byte[] NameBytes(string name)
    {
        if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or ':')))
        {
            throw new ArgumentException("a name of letters, digits, '-', '_' and ':' is expected", nameof(name));
        }

        return Encoding.ASCII.GetBytes(name.ToLowerInvariant());
    }
}
