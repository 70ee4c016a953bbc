using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Redaction.Urls;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction.Urls;

/// <summary>Sends one address through a field of type url.</summary>
internal static class UrlText
{
    /// <summary>A form with campaign parameters, a parameter for addresses, two templates and the vendor's own click id.</summary>
    public static Treatment Form { get; } = new ScrubUrlTreatment(
        [.. new[] { "utm_*", "url", "gclid", "fbclid" }.Select(p => new NamePattern(p))],
        [.. new[] { "/user/*/orders/*", "/konto/*" }.Select(Template)]);

    public static string? Scrub(string url) => Apply(url, Form);

    public static string? Keep(string url) => Apply(url, KeepTreatment.Instance);

    public static string? Apply(string url, Treatment treatment)
    {
        var shop = new Workbench
        {
            Body = Part(("u", Leaf(treatment, FieldType.Url))),
            ForeignClickIds = new ClickIdSet(["fbclid", "msclkid"]),
        };
        shop.Json($$"""{"u":{{System.Text.Json.JsonSerializer.Serialize(url)}}}""");
        return shop.Trace.Decisions.Single().After;
    }

    public static UrlPathTemplate Template(string path) => UrlPathTemplate.TryParse(path, out var template) ? template : throw new FormatException(path);
}
