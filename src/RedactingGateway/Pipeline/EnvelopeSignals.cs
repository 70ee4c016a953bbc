using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Signals.Tcf;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Pipeline;

/// <summary>Reads what headers and cookies say of the visitor's will.</summary>
/// <remarks>
/// What grants must be signed by the gateway, or come from a peer that is trusted; what refuses counts whoever says it.
/// </remarks>
internal sealed class EnvelopeSignals(ChoiceCookie choices, GrantToken tokens, SignalAccounts accounts, TimeProvider time)
{
    private const string SecGpc = "Sec-GPC";
    private const string Dnt = "DNT";

    // IAB Europe, TCF v2: the customary name of the cookie in which consent platforms keep the TC string.
    private const string TcfCookie = "euconsent-v2";

    /// <summary>Reads the signals of a request to <paramref name="site"/>.</summary>
    public VisitorSignals Read(HttpContext context, CompiledSite? site)
    {
        var headers = context.Request.Headers;
        var lost = UndecodableSignals.None;
        var isTrusted = ClientAddress.Of(context) is { IsPeerTrusted: true };
        var signals = new VisitorSignals
        {
            Source = site?.Choices ?? ChoiceSource.Own,
            Choice = ReadChoice(site, headers.Cookie, ref lost),
            Browser = (Has(headers[SecGpc], "1") ? BrowserSignals.GlobalPrivacyControl : BrowserSignals.None) | (Has(headers[Dnt], "1") ? BrowserSignals.DoNotTrack : BrowserSignals.None),
            Token = ReadToken(site, headers[SiteHeaders.GrantToken], ref lost),
            Named = isTrusted ? ReadNames(headers[SiteHeaders.Choices], ref lost) : default,
            Tcf = ReadTcf(headers.Cookie, isTrusted ? headers[SiteHeaders.Tcf] : default, out var otherTcf, ref lost),
            OtherTcf = otherTcf,
            Gpp = isTrusted ? ReadGpp(headers[SiteHeaders.Gpp], headers[SiteHeaders.GppSections], ref lost) : null,
            Minor = Has(headers[SiteHeaders.Minor], "1") || HasMinorCookie(headers.Cookie),
            Region = isTrusted ? headers[SiteHeaders.Region].ToString() is { Length: > 0 } region ? region : null : null,
            Now = time.GetUtcNow(),
        };
        if (!isTrusted && SiteHeaders.ClaimsTrust(headers))
        {
            lost |= UndecodableSignals.UntrustedHeader;
        }

        accounts.Add(lost);
        return signals;
    }

    private StoredChoice ReadChoice(CompiledSite? site, StringValues cookies, ref UndecodableSignals lost)
    {
        var choice = StoredChoice.None;
        foreach (var value in new CookieValues(site?.ChoiceCookieName ?? ChoiceCookie.HostName, cookies))
        {
            choice = choice.Or(choices.Read(value));
        }

        // A choice from before the cookie had a domain is still one.
        if (site?.ChoiceCookieDomain is not null)
        {
            foreach (var value in new CookieValues(ChoiceCookie.HostName, cookies))
            {
                choice = choice.Or(choices.Read(value));
            }
        }

        lost |= choice.Kind == ChoiceKind.Unreadable ? UndecodableSignals.Choice : UndecodableSignals.None;
        return choice;
    }

    private ChosenScopes? ReadToken(CompiledSite? site, StringValues header, ref UndecodableSignals lost)
    {
        if (header.Count == 0)
        {
            return null;
        }

        // Two tokens would mean two visitors.
        if (header is [{ } token] && tokens.TryRead(token.AsMemory(), site?.Id, out var scopes))
        {
            return scopes;
        }

        lost |= UndecodableSignals.GrantToken;
        return null;
    }

    private static TcString? ReadTcf(StringValues cookies, StringValues header, out ImmutableArray<TcString> others, ref UndecodableSignals lost)
    {
        others = [];

        // What a trusted peer says now is newer than the cookie; of two lines nobody knows which is the peer's.
        if (header.Count > 0)
        {
            return ReadTcf(header is [{ } text] ? text : default, ref lost);
        }

        TcString? tcf = null;
        foreach (var value in new CookieValues(TcfCookie, cookies))
        {
            if (ReadTcf(value.Span, ref lost) is { } read)
            {
                others = tcf is null ? others : others.Add(tcf);
                tcf = read;
            }
        }

        return tcf;
    }

    private static TcString? ReadTcf(ReadOnlySpan<char> text, ref UndecodableSignals lost)
    {
        if (TcString.TryRead(text, out var tcf))
        {
            return tcf;
        }

        lost |= UndecodableSignals.Tcf;
        return null;
    }

    private static GppString? ReadGpp(StringValues header, StringValues sections, ref UndecodableSignals lost)
    {
        if (header.Count == 0)
        {
            return null;
        }

        if (header is [{ } text] && GppString.TryRead(text, sections.ToString(), out var gpp))
        {
            return gpp;
        }

        lost |= UndecodableSignals.Gpp;
        return null;
    }

    private static ImmutableArray<string> ReadNames(StringValues header, ref UndecodableSignals lost)
    {
        // Two lines: one of them may be the visitor's, which the proxy passed on beside its own.
        if (header.Count > 1)
        {
            lost |= UndecodableSignals.UntrustedHeader;
            return [];
        }

        return [.. header.ToString().Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static bool HasMinorCookie(StringValues cookies)
    {
        foreach (var value in new CookieValues(SiteHeaders.MinorCookie, cookies))
        {
            if (value.Span is "1")
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(StringValues values, string expected)
    {
        foreach (var value in values)
        {
            if (value == expected)
            {
                return true;
            }
        }

        return false;
    }
}
