using System.Buffers;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Scanning;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>Third-party elements of one page: led through the gateway, held back, or taken out.</summary>
/// <remarks>Only attributes are edited: an element stays where it was, and what a site's scripts look for is still there.</remarks>
public sealed class PageTrackers
{
    private readonly PageContext _context;
    private readonly TrackerIndex _index;
    private readonly ActivationScript? _script;
    private readonly ElementAddress _page;
    private readonly Dictionary<string, bool> _granted = new(StringComparer.Ordinal);

    /// <summary>Makes the trackers of a page.</summary>
    /// <param name="context">The page and its visitor.</param>
    /// <param name="index">The policy's hosts.</param>
    /// <param name="script">The script that starts what is held back; null: the page does without.</param>
    public PageTrackers(PageContext context, TrackerIndex index, ActivationScript? script = null)
    {
        _context = context;
        _index = index;
        _script = script;
        _page = ElementAddress.Of(context.Address);
    }

    /// <summary>Selectors of all elements that could be one.</summary>
    public static IReadOnlyList<string> Selectors { get; } =
        ["script[src]", "img[src]", "img[srcset]", "iframe[src]", "link[href]", "form[action]", "button[formaction]", "input[formaction]"];

    /// <summary>What was done.</summary>
    public TrackerReport Report { get; } = new();

    /// <summary>Places of the page that something is put in.</summary>
    public HtmlPoints Points => _script is null || _context.Policy.Destinations.IsEmpty ? HtmlPoints.None : HtmlPoints.BodyEnd;

    /// <summary>Markup at a place: the script, where something is held back, runs, or may have been stored before a choice was changed.</summary>
    public ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page)
    {
        if (point != HtmlPoints.BodyEnd || _script is null || (Report.Held == 0 && !MayHaveStored))
        {
            return default;
        }

        var security = _context.ContentSecurity(page.HasMoreMetaPolicies ? ["default-src 'none'"] : page.MetaPolicies);
        var address = Absolute(_script.Address, page);
        var nonce = security.ScriptNonce;
        if (!security.AllowsScript(_context.Address, new Uri(_context.Address, _script.Address), nonce, _script.Integrity))
        {
            return default;
        }

        var markup = $"""<script type="module" src="{HtmlText.Escape(address)}" integrity="{_script.Integrity}"{(nonce is null ? "" : $" nonce=\"{HtmlText.Escape(nonce)}\"")} data-rg-settings="{HtmlText.Escape(Absolute(_script.Settings, page))}" data-rg-stores="{HtmlText.Escape(VisitorStores.Decide(_context.Policy, _context.Signals).ToJson())}"></script>""";
        return HtmlText.Encode(markup, page.Charset);
    }

    /// <summary>An element that one of the <see cref="Selectors"/> matches.</summary>
    public void OnElement(HtmlElement element)
    {
        switch (element.Tag)
        {
            case HtmlTag.Script when !element.IsForeign:
                OnLoading(element, "src", isScript: true);
                break;
            // Browsers take <image> for <img>.
            case HtmlTag.Img or HtmlTag.Image when !element.IsForeign:
                OnImage(element);
                break;
            case HtmlTag.Iframe:
                OnLoading(element, "src");
                break;
            case HtmlTag.Link:
                OnLink(element);
                break;
            case HtmlTag.Form:
                OnForm(element, "action", element.Attribute("method"));
                break;
            case HtmlTag.Button or HtmlTag.Input:
                OnForm(element, "formaction", element.Attribute("formmethod") ?? "post");
                break;
        }
    }

    private void OnImage(HtmlElement element)
    {
        if (OnLoading(element, "src") || element.Attribute("srcset") is not { } candidates)
        {
            return;
        }

        // A pixel needs no second resolution: the browser then takes src.
        foreach (var candidate in candidates.Split([',', ' ', '\t', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Find(candidate, element.Page, "GET") is var (_, match)
                && (match.Kind is TrackerKind.Routable or TrackerKind.OffRoute or TrackerKind.OnPath || (match.Kind == TrackerKind.KnownVendor && RemovesUnrouted)))
            {
                element.RenameAttribute("srcset", "data-rg-srcset");
                Report.Removed++;
                return;
            }
        }
    }

    private void OnLink(HtmlElement element)
    {
        var words = (element.Attribute("rel") ?? "").ToLowerInvariant().Split([' ', '\t', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Contains("preconnect", StringComparer.Ordinal) || words.Contains("dns-prefetch", StringComparer.Ordinal))
        {
            OnConnection(element);
        }
        else if (words.Any(w => w is "stylesheet" or "preload" or "modulepreload" or "prefetch" or "prerender"))
        {
            OnLoading(element, "href");
        }
    }

    // Opened in advance: with the gateway in between there is nothing to open, and the vendor would see the visitor.
    private void OnConnection(HtmlElement element)
    {
        if (Find(element.Attribute("href")!, element.Page, "GET") is not var (address, match))
        {
            return;
        }

        if (match.Kind is TrackerKind.Routable or TrackerKind.OffRoute || (match.Kind == TrackerKind.KnownVendor && RemovesUnrouted))
        {
            element.RenameAttribute("href", "data-rg-href");
            Report.Removed++;
        }
        else
        {
            Note(address, match, isScript: false);
        }
    }

    // A form is sent by the visitor: it is led through the gateway, which decides then, and never held back.
    private void OnForm(HtmlElement element, string attribute, string? method)
    {
        var verb = string.Equals(method?.Trim(), "post", StringComparison.OrdinalIgnoreCase) ? "POST" : "GET";
        if (element.Attribute(attribute) is not { } text || Find(text, element.Page, verb) is not var (address, match))
        {
            return;
        }

        if (match.Kind == TrackerKind.Routable)
        {
            element.SetAttribute(attribute, Gateway(address, match, element.Page));
            Report.Routed++;
        }
        else
        {
            Note(address, match, isScript: false);
        }
    }

    // Says whether the element loads nothing any more.
    private bool OnLoading(HtmlElement element, string attribute, bool isScript = false)
    {
        if (element.Attribute(attribute) is not { } text || Find(text, element.Page, "GET") is not var (address, match))
        {
            return false;
        }

        // A script of another type loads nothing: somebody else holds it back, and starts it through the gateway.
        var mayHold = !isScript || TrackerScripts.Loads(element.Attribute("type"));
        switch (match.Kind)
        {
            case TrackerKind.OnPath when mayHold && !IsGranted(match.Destination!):
                TrackerEdits.Hold(element, attribute, isScript, Absolute(address.Path + address.Query, element.Page), match.Destination!.Id);
                Report.Held++;
                return true;
            case TrackerKind.Routable when mayHold && !IsGranted(match.Destination!):
                TrackerEdits.Hold(element, attribute, isScript, Gateway(address, match, element.Page), match.Destination!.Id, DropsIntegrity(match));
                Report.Held++;
                return true;
            case TrackerKind.Routable:
                TrackerEdits.Route(element, attribute, Gateway(address, match, element.Page), DropsIntegrity(match));
                Report.Routed++;
                return false;
            case TrackerKind.OffRoute or TrackerKind.KnownVendor when RemovesUnrouted:
                TrackerEdits.Remove(element, attribute, isScript);
                Report.Removed++;
                return true;
            case TrackerKind.OffRoute when mayHold && !IsGranted(match.Destination!):
                TrackerEdits.Hold(element, attribute, isScript, address.Text, match.Destination!.Id);
                Report.Held++;
                return true;
            default:
                Note(address, match, isScript);
                return false;
        }
    }

    private void Note(in ElementAddress address, in TrackerMatch match, bool isScript)
    {
        switch (match.Kind)
        {
            case TrackerKind.Outside:
                Report.Outside++;
                break;
            case TrackerKind.OffRoute or TrackerKind.KnownVendor:
                Report.Kept++;
                Report.AddBypassing(address.Host);
                break;
            case TrackerKind.Unknown when isScript:
                Report.AddBypassing(address.Host);
                break;
        }
    }

    // A choice may have been made where no script ran: what was stored before it is found on the next page, whichever that is.
    private bool MayHaveStored => _context.Policy.Destinations.Any(d => d.Stores.IsAny && (_context.Signals.Choice.Kind != ChoiceKind.None || IsGranted(d)));

    private bool RemovesUnrouted => _context.Site.UnroutedTrackers == UnroutedTrackers.Remove;

    // A file in which something is replaced has another hash than the vendor's.
    private static bool DropsIntegrity(in TrackerMatch match) => match.Asset is { Replacements.IsEmpty: false };

    private bool IsGranted(CompiledDestination destination)
    {
        if (!_granted.TryGetValue(destination.Id, out var isGranted))
        {
            _granted[destination.Id] = isGranted = VisitorStores.MayRun(destination, Grant.Decide(destination, _context.Signals));
        }

        return isGranted;
    }

    // What must be read before it is known where a path leads: "\" is "/", "%2e" and "." are dots, tabs and new lines vanish.
    private static readonly SearchValues<char> Unclear = SearchValues.Create("\\%\t\n\r");

    // Most addresses of a page are paths of the site itself, and none of a destination's.
    private bool IsOwnPath(string text, HtmlPage page) =>
        page.BaseAddress is null && text is ['/', not '/', ..] && !text.AsSpan().ContainsAny(Unclear) && !text.Contains("/.", StringComparison.Ordinal)
        && _context.Policy.FindDestination(text) is null;

    private (ElementAddress Address, TrackerMatch Match)? Find(string text, HtmlPage page, string method)
    {
        if (IsOwnPath(text, page))
        {
            return null;
        }

        var basis = page.BaseAddress is { } written && ElementAddress.Read(written, _page) is { } read ? read : _page;
        return ElementAddress.Read(text, basis) is { } address ? (address, _index.Find(address, _page, method, IsGranted)) : null;
    }

    private string Gateway(in ElementAddress address, in TrackerMatch match, HtmlPage page) => Absolute(match.Destination!.Path + address.Path + address.Query, page);

    // A base element would lead a path elsewhere.
    private string Absolute(string path, HtmlPage page) =>
        page.BaseAddress is { } written && ElementAddress.Read(written, _page) is { } basis && (basis.Host, basis.Port, basis.Scheme) != (_page.Host, _page.Port, _page.Scheme)
            ? _context.Address.GetLeftPart(UriPartial.Authority) + path
            : path;
}
