using System.Globalization;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Privacy;

/// <summary>Sets the choice cookie. Written by hand: the framework would escape the value.</summary>
internal sealed class ChoiceCookieHeader(TimeProvider time)
{
    /// <summary>Adds <c>Set-Cookie</c>.</summary>
    public void Set(HttpContext context, CompiledSite site, string value)
    {
        var now = time.GetUtcNow();
        var age = (long)(now.AddMonths(ChoiceCookie.KeptMonths) - now).TotalSeconds;
        var domain = site.ChoiceCookieDomain is { } name ? $"; Domain={name}" : "";
        context.Response.Headers.Append(
            "Set-Cookie", string.Create(CultureInfo.InvariantCulture, $"{site.ChoiceCookieName}={value}; Path=/{domain}; Secure; HttpOnly; SameSite=Lax; Max-Age={age}"));

        // From before the cookie had a domain: what it refuses would stand against every later yes.
        if (site.ChoiceCookieDomain is not null && context.Request.Cookies.ContainsKey(ChoiceCookie.HostName))
        {
            context.Response.Headers.Append("Set-Cookie", $"{ChoiceCookie.HostName}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
        }
    }
}
