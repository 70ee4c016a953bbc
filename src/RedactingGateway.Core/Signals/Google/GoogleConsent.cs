namespace RedactingGateway.Core.Signals.Google;

/// <summary>
/// The parameters of Google's consent mode: <c>gcs</c>, <c>gcd</c> (undocumented by Google; after the analyses of P. Mingotti and
/// A. Vermorel) and <c>npa</c> (Google, "Non-personalized ads").
/// </summary>
/// <param name="AdStorage">Storage for advertising.</param>
/// <param name="AnalyticsStorage">Storage for analytics.</param>
/// <param name="AdUserData">Sending user data to Google for advertising.</param>
/// <param name="AdPersonalization">Personalised advertising.</param>
/// <param name="NoPersonalisedAds">Whether <c>npa=1</c> refuses personalised advertising.</param>
/// <remarks>Without the parameters consent mode is not running: all is unset, which is neither a grant nor a refusal.</remarks>
public readonly record struct GoogleConsent(
    ConsentState AdStorage,
    ConsentState AnalyticsStorage,
    ConsentState AdUserData,
    ConsentState AdPersonalization,
    bool NoPersonalisedAds)
{
    // Longest gcd that is read, in characters: real ones have 10 to 14.
    private const int MaxGcdLength = 64;

    /// <summary>Reads the parameters; false where one of them cannot be decoded, which grants nothing.</summary>
    /// <param name="gcs"><c>gcs</c>, empty where absent.</param>
    /// <param name="gcd"><c>gcd</c>, empty where absent.</param>
    /// <param name="npa"><c>npa</c>, empty where absent.</param>
    /// <param name="signal">What they say together: what one of them denies is denied.</param>
    public static bool TryRead(ReadOnlySpan<char> gcs, ReadOnlySpan<char> gcd, ReadOnlySpan<char> npa, out GoogleConsent signal)
    {
        signal = default;
        if (!TryReadGcs(gcs, out var fromGcs) || !TryReadGcd(gcd, out var fromGcd) || npa is not ("" or "0" or "1"))
        {
            return false;
        }

        signal = fromGcd with
        {
            AdStorage = Join(fromGcs.AdStorage, fromGcd.AdStorage),
            AnalyticsStorage = Join(fromGcs.AnalyticsStorage, fromGcd.AnalyticsStorage),
            NoPersonalisedAds = npa is "1",
        };
        return true;
    }

    // G1, then ad_storage and analytics_storage: 1 granted, 0 denied, - not required.
    private static bool TryReadGcs(ReadOnlySpan<char> text, out GoogleConsent signal)
    {
        signal = default;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text.Length != 4 || !text.StartsWith("G1") || OfDigit(text[2]) is not { } ads || OfDigit(text[3]) is not { } analytics)
        {
            return false;
        }

        signal = new GoogleConsent(ads, analytics, default, default, NoPersonalisedAds: false);
        return true;
    }

    // 1, then four times a digit and a letter; what follows is not of interest, as long as it is letters and digits.
    private static bool TryReadGcd(ReadOnlySpan<char> text, out GoogleConsent signal)
    {
        const int Pairs = 4;
        signal = default;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text.Length is < 1 + (2 * Pairs) or > MaxGcdLength || text[0] != '1')
        {
            return false;
        }

        Span<ConsentState> states = stackalloc ConsentState[Pairs];
        for (var i = 0; i < Pairs; i++)
        {
            if (!char.IsAsciiDigit(text[1 + (2 * i)]) || OfLetter(text[2 + (2 * i)]) is not { } state)
            {
                return false;
            }

            states[i] = state;
        }

        foreach (var other in text[(1 + (2 * Pairs))..])
        {
            if (!char.IsAsciiLetterOrDigit(other))
            {
                return false;
            }
        }

        signal = new GoogleConsent(states[0], states[1], states[2], states[3], NoPersonalisedAds: false);
        return true;
    }

    private static ConsentState? OfDigit(char digit) => digit switch
    {
        '1' => ConsentState.Granted,
        '0' => ConsentState.Denied,
        '-' => ConsentState.Unset,
        _ => null,
    };

    // The letters tell default and update apart; what counts is the last word.
    private static ConsentState? OfLetter(char letter) => letter switch
    {
        't' or 'r' or 'n' or 'v' => ConsentState.Granted,
        'p' or 'q' or 'm' or 'u' => ConsentState.Denied,
        'l' => ConsentState.Unset,
        _ => null,
    };

    private static ConsentState Join(ConsentState one, ConsentState other) => (one, other) switch
    {
        (ConsentState.Denied, _) or (_, ConsentState.Denied) => ConsentState.Denied,
        (ConsentState.Granted, _) or (_, ConsentState.Granted) => ConsentState.Granted,
        _ => ConsentState.Unset,
    };
}

/// <summary>What consent mode says of one kind of use.</summary>
public enum ConsentState
{
    /// <summary>Nothing: not running, not required, or not set.</summary>
    Unset,

    /// <summary>It was granted.</summary>
    Granted,

    /// <summary>It was denied.</summary>
    Denied,
}
