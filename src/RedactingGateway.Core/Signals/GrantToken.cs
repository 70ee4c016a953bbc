namespace RedactingGateway.Core.Signals;

/// <summary>
/// Writes and reads the grant token, by which a site's backend shows, with the events that it sends itself, what the visitor
/// permitted: <c>grant.{unix seconds of its end}.{site}.{<see cref="ChosenScopes"/>}.{HMAC-SHA-256}</c>. It has no id: visitors
/// with equal grants have equal tokens.
/// </summary>
public sealed class GrantToken
{
    // One hour: queues of a shop's backend are that late at most; and who withdraws is not followed for longer.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    // The end is a whole five minutes, so that it tells nobody apart by the second of the visit.
    private const long EndStepSeconds = 300;

    private readonly SignedToken _tokens;
    private readonly TimeProvider _time;

    /// <summary>Makes the reader and writer of one gateway.</summary>
    /// <param name="secrets">The gateway's root secrets.</param>
    /// <param name="time">The clock.</param>
    public GrantToken(RootSecrets secrets, TimeProvider time)
    {
        _tokens = new SignedToken(secrets, time, "grant");
        _time = time;
    }

    /// <summary>The end that tokens made now have, in Unix seconds; until it changes, equal grants give equal tokens.</summary>
    public long End => (_time.GetUtcNow() + Lifetime).ToUnixTimeSeconds() / EndStepSeconds * EndStepSeconds;

    /// <summary>A token.</summary>
    /// <param name="site">Key of the site.</param>
    /// <param name="purposes">Granted purposes with their scopes, and refused ones.</param>
    /// <param name="end">Its end: <see cref="End"/>.</param>
    public string Write(string site, IEnumerable<KeyValuePair<string, string?>> purposes, long end) =>
        _tokens.Write(end, $"{site}.{ChosenScopes.Write(purposes, [])}");

    /// <summary>Reads a token.</summary>
    /// <param name="token">The header's value.</param>
    /// <param name="site">Key of the site whose host was asked; null: of none, so that the token of any site counts.</param>
    /// <param name="scopes">What it grants.</param>
    /// <returns><see langword="false"/>: it is malformed, forged, has ended, or is of another site, and grants nothing.</returns>
    public bool TryRead(ReadOnlyMemory<char> token, string? site, out ChosenScopes scopes)
    {
        scopes = default;
        if (!_tokens.TryRead(token, out var body) || body.Span.Count('.') != 1)
        {
            return false;
        }

        var end = body.Span.IndexOf('.');
        if (site is not null && !body.Span[..end].SequenceEqual(site))
        {
            return false;
        }

        scopes = new ChosenScopes(body[(end + 1)..]);
        return true;
    }
}
