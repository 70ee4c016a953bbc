using System.Net;
using Microsoft.Net.Http.Headers;

namespace RedactingGateway.Pages;

/// <summary>Whether an answer is a page that may be changed, and how it is to be read.</summary>
/// <param name="Outcome"><see cref="PageOutcome.Rewritten"/>, or why it passes as it is.</param>
/// <param name="Coding">Its content coding.</param>
/// <param name="Charset">The charset that its header names, or null.</param>
internal readonly record struct PageReading(PageOutcome Outcome, PageCoding Coding = PageCoding.Identity, string? Charset = null)
{
    // 8 MiB, decoded: larger pages are exports and logs, not something to read a notice in.
    public const int MaxPageBytes = 8 * 1024 * 1024;

    /// <summary>Reads the header of an answer.</summary>
    public static PageReading Of(HttpStatusCode status, IHeaderDictionary headers)
    {
        if (!MediaTypeHeaderValue.TryParse(headers.ContentType.ToString(), out var type) || !type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return new(PageOutcome.NotHtml);
        }

        // 2xx with a whole body, and errors, which people read too.
        if (status is < HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.ResetContent or HttpStatusCode.PartialContent or (>= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest))
        {
            return new(PageOutcome.Status);
        }

        if (headers.ContentDisposition.ToString().TrimStart().StartsWith("attachment", StringComparison.OrdinalIgnoreCase))
        {
            return new(PageOutcome.Attachment);
        }

        if (headers.CacheControl.ToString().Contains("no-transform", StringComparison.OrdinalIgnoreCase))
        {
            return new(PageOutcome.NoTransform);
        }

        if (PageCodings.Read(headers.ContentEncoding.Count == 0 ? null : headers.ContentEncoding.ToString()) is not { } coding)
        {
            return new(PageOutcome.Coding);
        }

        return coding == PageCoding.Identity && headers.ContentLength > MaxPageBytes
            ? new(PageOutcome.TooLarge)
            : new(PageOutcome.Rewritten, coding, type.Charset.HasValue ? type.Charset.ToString().Trim('"') : null);
    }
}

/// <summary>What became of an answer to a request for a page; a closed set, for counting.</summary>
internal enum PageOutcome
{
    /// <summary>It was looked at to its end, or as far as there was something to do.</summary>
    Rewritten,

    /// <summary>No HTML.</summary>
    NotHtml,

    /// <summary>A status without a whole page.</summary>
    Status,

    /// <summary>To be saved, not shown.</summary>
    Attachment,

    /// <summary>The site forbids changes (<c>no-transform</c>).</summary>
    NoTransform,

    /// <summary>A content coding that is not read.</summary>
    Coding,

    /// <summary>A charset whose markup is not ASCII.</summary>
    Charset,

    /// <summary>Larger than is looked at; from there on it passed as it is.</summary>
    TooLarge,

    /// <summary>Browsers could read its markup differently, or it is nested too deep; from there on it passed as it is.</summary>
    Ambiguous,

    /// <summary>A fault of ours; from there on it passed as it is.</summary>
    Fault,
}
