using RedactingGateway.Core.Notices.Html;

namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>How a tag is changed; <c>trackers.js</c> reads what is written here.</summary>
internal static class TrackerEdits
{
    private const string HeldAddress = "data-rg-src";
    private const string HeldType = "data-rg-type";
    private const string HeldDestination = "data-rg-destination";
    private const string RemovedMark = "data-rg-removed";

    // A script of this type is data: browsers neither fetch nor run it.
    private const string InertType = "text/plain";

    /// <summary>The element loads from the gateway.</summary>
    public static void Route(HtmlElement element, string attribute, string address, bool dropsIntegrity)
    {
        element.SetAttribute(attribute, address);
        if (dropsIntegrity)
        {
            element.RemoveAttribute("integrity");
        }
    }

    /// <summary>The element loads nothing until it is started.</summary>
    public static void Hold(HtmlElement element, string attribute, bool isScript, string address, string destination, bool dropsIntegrity = false)
    {
        element.SetAttribute(HeldAddress, address);
        element.SetAttribute(HeldDestination, destination);
        element.RemoveAttribute(attribute);
        HideImages(element);
        if (dropsIntegrity)
        {
            element.RemoveAttribute("integrity");
        }

        if (isScript)
        {
            if (element.Attribute("type") is { } type)
            {
                element.SetAttribute(HeldType, type);
            }

            element.SetAttribute("type", InertType);
        }
    }

    /// <summary>The element loads nothing, ever.</summary>
    public static void Remove(HtmlElement element, string attribute, bool isScript)
    {
        element.SetAttribute(RemovedMark, "");
        element.RemoveAttribute(attribute);
        HideImages(element);
        if (isScript)
        {
            element.SetAttribute("type", InertType);
        }
    }

    // Whatever stands in it would be loaded in src's place.
    private static void HideImages(HtmlElement element)
    {
        foreach (var (name, hidden) in (ReadOnlySpan<(string, string)>)[("srcset", "data-rg-srcset"), ("imagesrcset", "data-rg-imagesrcset")])
        {
            if (element.Attribute(name) is not null)
            {
                element.RenameAttribute(name, hidden);
            }
        }
    }
}
