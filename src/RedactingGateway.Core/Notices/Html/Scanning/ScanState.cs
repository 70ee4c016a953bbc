namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>States of the HTML tokenizer (13.2.5), without those that only tell parse errors apart.</summary>
internal enum ScanState : byte
{
    Data,
    Text,
    Script,
    Plaintext,
    CData,
    CDataBracket,
    CDataEnd,
    BogusComment,
    Doctype,
    MarkupDeclaration,
    CommentStart,
    CommentStartDash,
    Comment,
    CommentEndDash,
    CommentEnd,
    CommentEndBang,

    // Script data, escaped by <!-- and doubly escaped by <script in it.
    ScriptEscapeStart,
    ScriptEscapeStartDash,
    ScriptEscaped,
    ScriptEscapedDash,
    ScriptEscapedDashDash,
    ScriptDoubleEscapeStart,
    ScriptDoubleEscaped,
    ScriptDoubleEscapedDash,
    ScriptDoubleEscapedDashDash,
    ScriptDoubleEscapedLess,
    ScriptDoubleEscapeEnd,

    // From here on the bytes since '<' may be a tag, and are held until that is known.
    TagOpen,
    EndTagOpen,
    TextLess,
    TextEndTagOpen,
    TextEndTagName,
    TagName,
    BeforeAttribute,
    AttributeName,
    AfterAttributeName,
    BeforeValue,
    ValueDouble,
    ValueSingle,
    ValueUnquoted,
    AfterValue,
    SelfClosing,
}
