using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Pages;

/// <summary>Names variants of pages: whatever a page depends on beside the site's own bytes goes into the name.</summary>
internal static class PageVariants
{
    // 72 bits: a variant stands for a state of policy, texts and will; there are few of them.
    private const int NameBytes = 9;

    /// <summary>The variant of a page for its visitor; no part of it tells one visitor from another of the same will.</summary>
    public static string Of(PageContext page)
    {
        var text = new StringBuilder();
        text.Append(page.Policy.Revision).Append('\n').Append(page.Site.Id).Append('\n').Append(string.Join(',', page.AcceptedLanguages)).Append('\n').Append(page.IsFramed ? 'f' : 'd');
        foreach (var purpose in page.Policy.Purposes)
        {
            text.Append((char)('a' + (int)Grant.ForSite(purpose, page.Signals)));
        }

        foreach (var destination in page.Policy.Destinations)
        {
            text.Append(Grant.Decide(destination, page.Signals).IsEmpty ? '-' : '+');
        }

        text.Append('\n').Append((int)page.Signals.Browser).Append((int)page.Signals.Choice.Kind).Append(new PageNotices(page).Variant);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, NameBytes));
    }
}
