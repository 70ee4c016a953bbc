namespace RedactingGateway.Core.Diagnostics;

/// <summary>A stretch of text in a policy file.</summary>
/// <param name="File">The file as the author named it, relative to the configuration folder's parent, with <c>/</c>.</param>
/// <param name="Line">First line, counted from 1.</param>
/// <param name="Column">First column, counted from 1 in UTF-16 units.</param>
/// <param name="EndLine">Last line, counted from 1.</param>
/// <param name="EndColumn">Column after the last character, counted from 1 in UTF-16 units.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The span of something that stands in no file.</summary>
    public static SourceSpan None { get; } = new("", 0, 0, 0, 0);

    /// <summary><c>file:line</c>, as <c>explain</c> prints a rule.</summary>
    public string FileAndLine => Line == 0 ? File : $"{File}:{Line}";

    /// <summary><c>file:line:column</c>, as diagnostics begin.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
