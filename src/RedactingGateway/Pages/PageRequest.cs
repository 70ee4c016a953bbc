using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Policies;
using RedactingGateway.Pipeline;
using RedactingGateway.Privacy;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Pages;

/// <summary>Knows a request for a page, and asks the site for one that can be read and that depends on nothing but the site.</summary>
internal sealed class PageRequest(TimeProvider time) : RequestTransform
{
    /// <inheritdoc/>
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var gateway = context.HttpContext.Features.GetRequiredFeature<GatewayFeature>();
        if (gateway.Site is { } site && IsPage(context.HttpContext.Request, gateway, site))
        {
            var page = Read(context.HttpContext, gateway, site);
            context.HttpContext.Features.Set(page);
            Ask(context.ProxyRequest.Headers, page.Variant);
        }

        return ValueTask.CompletedTask;
    }

    // Browsers say what they fetch (Fetch Metadata); of the others, whoever wants HTML and is no script of a page.
    private static bool IsPage(HttpRequest request, GatewayFeature gateway, CompiledSite site)
    {
        if (!HttpMethods.IsGet(request.Method) || IsExcluded(gateway.Target.Path, site))
        {
            return false;
        }

        var destination = request.Headers["Sec-Fetch-Dest"];
        return destination.Count > 0
            ? destination.ToString() is "document" or "iframe" or "frame"
            : request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
                && !request.Headers.ContainsKey(HeaderNames.XRequestedWith) && !request.Headers.ContainsKey("HX-Request") && !request.Headers.ContainsKey("Turbo-Frame");
    }

    private static bool IsExcluded(ReadOnlySpan<char> path, CompiledSite site)
    {
        foreach (var excluded in site.Notices.Exclude)
        {
            // "/checkout/**" is all below "/checkout", and itself.
            var prefix = excluded.EndsWith("/**", StringComparison.Ordinal) ? excluded.AsSpan(0, excluded.Length - "/**".Length) : excluded;
            if (path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || (prefix.Length != excluded.Length && path[prefix.Length] == '/')))
            {
                return true;
            }
        }

        return false;
    }

    private PageFeature Read(HttpContext http, GatewayFeature gateway, CompiledSite site)
    {
        var request = http.Request;
        var page = new PageContext
        {
            Policy = gateway.Policy,
            Site = site,
            Signals = gateway.Signals,
            Address = new Uri($"{request.Scheme}://{request.Host.Value}{gateway.Target.Text}"),
            Target = gateway.Target.Text,
            AcceptedLanguages = AcceptedLanguages.Of(request.Headers),
            IsFramed = request.Headers["Sec-Fetch-Dest"].ToString() is "iframe" or "frame",
            Saved = SavedMessage.Read(request),
            Now = time.GetUtcNow(),
        };
        return new PageFeature(page, PagePlan.Of(site), PageVariants.Of(page));
    }

    private static void Ask(HttpRequestHeaders headers, string variant)
    {
        // What the page says depends on the visitor; the date of the site's part says nothing of that. A part of a page cannot be read.
        headers.Remove(HeaderNames.IfModifiedSince);
        headers.Remove(HeaderNames.IfUnmodifiedSince);
        headers.Remove(HeaderNames.Range);
        headers.Remove(HeaderNames.IfRange);
        if (headers.NonValidated.TryGetValues(HeaderNames.IfNoneMatch, out var tags))
        {
            var own = PageTag.ToSite(tags.ToArray(), variant);
            headers.Remove(HeaderNames.IfNoneMatch);
            if (own.Count > 0)
            {
                headers.TryAddWithoutValidation(HeaderNames.IfNoneMatch, own.ToString());
            }
        }

        if (headers.NonValidated.TryGetValues(HeaderNames.AcceptEncoding, out var codings))
        {
            var known = codings.SelectMany(c => c.Split(',', StringSplitOptions.TrimEntries)).Where(PageCodings.IsKnown).ToList();
            headers.Remove(HeaderNames.AcceptEncoding);
            if (known.Count > 0)
            {
                headers.TryAddWithoutValidation(HeaderNames.AcceptEncoding, string.Join(", ", known));
            }
        }
    }
}
