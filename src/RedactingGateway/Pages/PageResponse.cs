using System.Net;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Policies;
using RedactingGateway.Privacy;
using RedactingGateway.Telemetry;
using RedactingGateway.Trackers;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Pages;

/// <summary>Puts notices into a page on its way back, while it streams through; everything else passes untouched.</summary>
internal sealed class PageResponse(PageAccounts accounts, SiteTrackers trackers) : ResponseTransform
{
    /// <inheritdoc/>
    public override async ValueTask ApplyAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is not { } answer || context.HttpContext.Features.Get<PageFeature>() is not { } page)
        {
            return;
        }

        var headers = context.HttpContext.Response.Headers;
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            PageHeaders.ApplyUnchanged(headers, page.Variant);
            return;
        }

        var site = page.Context.Site.Id;
        var reading = PageReading.Of(answer.StatusCode, headers);
        if (reading.Outcome != PageOutcome.Rewritten)
        {
            accounts.Passed(site, reading.Outcome);
            return;
        }

        var read = page.Context with { HeaderPolicies = [.. headers.ContentSecurityPolicy.OfType<string>()] };
        PageHeaders.Apply(headers, page.Variant);
        if (read.Saved is not null)
        {
            // Said once: this page is nobody's to keep.
            SavedMessage.Take(headers);
            headers.CacheControl = "no-store";
        }

        var body = await answer.Content.ReadAsStreamAsync(context.CancellationToken);
        answer.Content = new StreamContent(new PageStream(body, reading, new PageVisitor(page.Plan, new PageNotices(read), trackers.Of(read), trackers.ReadsOn(read)), report => Count(page.Context.Site, report)));
    }

    private void Count(CompiledSite site, PageReport report)
    {
        accounts.Add(site.Id, report);
        trackers.Add(site, report.Trackers);
    }
}
