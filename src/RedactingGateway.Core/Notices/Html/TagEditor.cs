using System.Buffers;
using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html;

/// <summary>Splices attribute edits into a tag's bytes; everything else stays.</summary>
internal static class TagEditor
{
    /// <summary>Writes the tag with its edits.</summary>
    public static void Write(ScannedTag tag, ReadOnlySpan<byte> bytes, IReadOnlyList<AttributeEdit> edits, IBufferWriter<byte> output)
    {
        output.Write(bytes[..tag.NameEnd]);

        // An attribute that the tag lacks comes first: of attributes with one name browsers take the first.
        foreach (var edit in edits)
        {
            if (edit.Kind == AttributeEdit.Action.Set && tag.Find(bytes, edit.Name) < 0)
            {
                output.Write(" "u8);
                output.Write(edit.Name);
                WriteValue(edit.Text, output);
            }
        }

        var copied = tag.NameEnd;
        foreach (var attribute in tag.Attributes)
        {
            if (Last(edits, attribute.Name(bytes)) is { } edit)
            {
                output.Write(bytes[copied..attribute.NameStart]);
                copied = Write(edit, attribute, bytes, output);
            }
        }

        output.Write(bytes[copied..]);
    }

    // Writes the attribute and says up to where its bytes are done.
    private static int Write(AttributeEdit edit, AttributeSpan attribute, ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        switch (edit.Kind)
        {
            case AttributeEdit.Action.Rename:
                output.Write(edit.Text);
                return attribute.NameEnd;
            case AttributeEdit.Action.Set:
                output.Write(attribute.Name(bytes));
                WriteValue(edit.Text, output);
                break;
        }

        return attribute.ValueStart == 0 ? attribute.NameEnd : attribute.ValueEnd + (attribute.IsQuoted ? 1 : 0);
    }

    private static void WriteValue(byte[] value, IBufferWriter<byte> output)
    {
        output.Write("=\""u8);
        output.Write(value);
        output.Write("\""u8);
    }

    private static AttributeEdit? Last(IReadOnlyList<AttributeEdit> edits, ReadOnlySpan<byte> name)
    {
        for (var i = edits.Count - 1; i >= 0; i--)
        {
            if (MarkupBytes.EqualsLower(name, edits[i].Name))
            {
                return edits[i];
            }
        }

        return null;
    }
}
