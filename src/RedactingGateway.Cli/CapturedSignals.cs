using System.Globalization;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Cli;

/// <summary>What a captured request's own headers and cookies say of the visitor's will.</summary>
internal static class CapturedSignals
{
    // The customary name of the cookie with the TC string (IAB Europe, TCF v2).
    private const string TcfCookie = "euconsent-v2";

    // accepted.{time}.{browser signals}.{record}.{scopes}.{signature}
    private const int AcceptanceParts = 6;

    /// <summary>Adds browser signals, the TC string, the minor flag and the region.</summary>
    public static VisitorSignals Add(HttpFile file, VisitorSignals signals)
    {
        var browser = (Header(file, "Sec-GPC") == "1" ? BrowserSignals.GlobalPrivacyControl : BrowserSignals.None)
            | (Header(file, "DNT") == "1" ? BrowserSignals.DoNotTrack : BrowserSignals.None);
        return signals with
        {
            Browser = signals.Browser | browser,
            Minor = signals.Minor || Header(file, "X-Privacy-Minor") == "1" || Cookie(file, "privacy-minor") == "1",
            Region = signals.Region ?? Header(file, "X-Privacy-Region"),
            Tcf = signals.Tcf ?? (TcString.TryRead(Header(file, "X-Privacy-TCF") ?? Cookie(file, TcfCookie), out var tcf) ? tcf : null),
        };
    }

    /// <summary>The choice in the request's cookie. Its signature is not checked: the gateway's secret is not here.</summary>
    public static StoredChoice ChoiceOf(HttpFile file, DateTimeOffset now)
    {
        var parts = (Cookie(file, ChoiceCookie.HostName) ?? Cookie(file, ChoiceCookie.DomainName))?.Split('.');
        return parts switch
        {
            null => StoredChoice.None,
            ["refused", _] => StoredChoice.Refused,
            { Length: AcceptanceParts } when parts[0] == "accepted" && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var on) => new StoredChoice
                {
                    Kind = ChoiceKind.Accepted,
                    SignalsWereOn = (BrowserSignals)on,
                    Scopes = new ChosenScopes(parts[4].AsMemory()),
                    Time = DateTimeOffset.FromUnixTimeSeconds(seconds),
                    IsExpired = StoredChoice.HasExpired(DateTimeOffset.FromUnixTimeSeconds(seconds), now),
                },
            _ => StoredChoice.Unreadable,
        };
    }

    private static string? Header(HttpFile file, string name) => file.Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Cookie(HttpFile file, string name) => file.Headers
        .Where(h => h.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        .SelectMany(h => h.Value.Split(';', StringSplitOptions.TrimEntries))
        .FirstOrDefault(c => c.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
