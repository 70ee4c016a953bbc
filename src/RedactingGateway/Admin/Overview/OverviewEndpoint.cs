using System.Text;
using RedactingGateway.PolicyStore;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Admin.Overview;

/// <summary><c>/</c> and <c>/overview.css</c> on the admin listener.</summary>
internal sealed class OverviewEndpoint(
    PolicyHolder policies, FlowHistory history, LastReload reload, StateHealth state, VendorStates vendors, RecentRefusals refusals, UnknownFields unknown, TimeProvider time)
{
    public const string StylePath = "/overview.css";

    // No script, nothing from elsewhere, in no frame, no form.
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly byte[] Style = ReadStyle();

    /// <summary>Answers with the page.</summary>
    public async Task PageAsync(HttpContext context)
    {
        var byHour = context.Request.Query.ContainsKey("days");
        var policy = policies.Current;
        var page = new OverviewPage(new OverviewFacts
        {
            Now = time.GetUtcNow(),
            ByHour = byHour,
            Policy = policy,
            Frames = history.Read(byHour),
            Reload = reload,
            State = await state.ReadAsync(),
            Vendors = vendors.Read(policy),
            Refusals = refusals.Read(),
            Unknown = unknown.Read(),
        }).Write();
        await WriteAsync(context.Response, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    /// <summary>Answers with its style sheet.</summary>
    public static Task StyleAsync(HttpContext context) => WriteAsync(context.Response, "text/css; charset=utf-8", Style);

    private static Task WriteAsync(HttpResponse response, string type, ReadOnlyMemory<byte> body)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
        response.ContentType = type;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private static byte[] ReadStyle()
    {
        using var stream = typeof(OverviewEndpoint).Assembly.GetManifestResourceStream("overview.css")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
