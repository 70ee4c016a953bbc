namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>Why the scanner stopped.</summary>
internal enum ScanEvent : byte
{
    /// <summary>The chunk is at its end.</summary>
    NeedMore,

    /// <summary>A start or end tag ended right before the position.</summary>
    Tag,

    /// <summary>Bytes held from former chunks turned out to be no tag.</summary>
    NoTag,

    /// <summary>Text other than white space begins at <see cref="HtmlScanner.TextStart"/>; only while it is watched for.</summary>
    Text,
}
