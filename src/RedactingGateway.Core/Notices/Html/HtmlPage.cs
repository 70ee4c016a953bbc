using RedactingGateway.Core.Notices.Html.Charsets;

namespace RedactingGateway.Core.Notices.Html;

/// <summary>What the scan has learned of a page so far.</summary>
public sealed class HtmlPage
{
    // A page with more meta policies, or longer ones, is not one of ours to judge; the count says so.
    internal const int MaxMetaPolicies = 8;

    private readonly List<string> _metaPolicies = [];

    internal HtmlPage(HtmlCharset charset) => Charset = charset;

    /// <summary>What text is written in.</summary>
    public HtmlCharset Charset { get; }

    /// <summary>The html element's lang, where it is a language tag.</summary>
    public string? Language { get; internal set; }

    /// <summary>The href of the first base element: relative addresses of ours would follow it.</summary>
    public string? BaseAddress { get; internal set; }

    /// <summary>Whether a doctype or an html, head or body tag was seen.</summary>
    public bool IsDocument { get; internal set; }

    /// <summary>Content security policies in meta elements of the head.</summary>
    public IReadOnlyList<string> MetaPolicies => _metaPolicies;

    /// <summary>True where there were more of them than are kept: then none may be relied on.</summary>
    public bool HasMoreMetaPolicies { get; private set; }

    internal bool IsStopAsked { get; private set; }

    /// <summary>Nothing more is needed: what follows the current place is copied as it is.</summary>
    public void StopScanning() => IsStopAsked = true;

    internal void AddMetaPolicy(string policy)
    {
        if (_metaPolicies.Count == MaxMetaPolicies)
        {
            HasMoreMetaPolicies = true;
            return;
        }

        _metaPolicies.Add(policy);
    }
}
