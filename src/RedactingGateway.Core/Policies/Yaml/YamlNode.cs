using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies.Yaml;

/// <summary>A piece of a policy file with its place.</summary>
/// <param name="Span">Where it stands.</param>
internal abstract record YamlNode(SourceSpan Span)
{
    /// <summary>What it is, in words for diagnostics.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text, number or word; all are texts until a reader asks for more.</summary>
/// <param name="Value">The text without quotes and escapes.</param>
/// <param name="IsPlain">Whether it stands without quotes, so that YAML may see a null in it.</param>
/// <param name="Span">Where it stands, quotes included.</param>
internal sealed record YamlScalar(string Value, bool IsPlain, SourceSpan Span) : YamlNode(Span)
{
    public override string Kind => IsNull ? "nothing" : "text";

    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The place of a part of the text, where it is written without escapes or line breaks; otherwise of the whole.</summary>
    public SourceSpan Slice(int offset, int length)
    {
        var written = Span.EndColumn - Span.Column;
        var quotes = IsPlain ? 0 : 2;
        if (Span.Line != Span.EndLine || written != Value.Length + quotes)
        {
            return Span;
        }

        var start = Span.Column + (quotes / 2) + offset;
        return Span with { Column = start, EndColumn = start + length };
    }
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(ImmutableArray<YamlNode> Items, SourceSpan Span) : YamlNode(Span)
{
    public override string Kind => "a list";
}

/// <summary>A mapping; its keys are distinct, in the order of the file.</summary>
internal sealed record YamlMapping(ImmutableArray<YamlEntry> Entries, SourceSpan Span) : YamlNode(Span)
{
    public override string Kind => "a mapping";

    public YamlNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Value == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}

/// <summary>A key and its value.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>What could not be read and was reported; readers pass over it.</summary>
internal sealed record YamlProblem(SourceSpan Span) : YamlNode(Span)
{
    public override string Kind => "something unreadable";
}
