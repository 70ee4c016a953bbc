namespace RedactingGateway.Core.Signals;

/// <summary>A visitor's choice as the choice cookie keeps it.</summary>
/// <remarks>It looks into the text of the cookie and copies nothing.</remarks>
public readonly record struct StoredChoice
{
    /// <summary>What was chosen.</summary>
    public ChoiceKind Kind { get; init; }

    /// <summary>For an acceptance: what was said to each purpose and recipient that was asked about.</summary>
    public ChosenScopes Scopes { get; init; }

    /// <summary>For an acceptance: what the browser said when it was given, and so which conflict was visible.</summary>
    public BrowserSignals SignalsWereOn { get; init; }

    /// <summary>For an acceptance: when it was given, to the second; for a refusal: the beginning of its month.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>For an acceptance: random id of the consent record (GDPR Art. 7(1)).</summary>
    public Guid RecordId { get; init; }

    /// <summary>Whether an acceptance is too old to grant anything; what it refuses stays refused.</summary>
    public bool IsExpired { get; init; }

    // 13 months: no consent is taken for longer (IAB TCF Policies, appendix B; CNIL recommendation of 2020-09-17, no. 37); one more
    // than a choice is kept, for browsers whose clocks are slow.
    private const int GoodMonths = 13;

    /// <summary>Whether an acceptance of <paramref name="time"/> is too old at <paramref name="now"/>.</summary>
    public static bool HasExpired(DateTimeOffset time, DateTimeOffset now) => time.AddMonths(GoodMonths) <= now;

    /// <summary>No choice was made.</summary>
    public static StoredChoice None => default;

    /// <summary>Everything that can be refused is refused.</summary>
    public static StoredChoice Refused => new() { Kind = ChoiceKind.Refused };

    /// <summary>A cookie is there and cannot be read: counts as a refusal.</summary>
    public static StoredChoice Unreadable => new() { Kind = ChoiceKind.Unreadable };

    /// <summary>Of two cookies the refusing or unreadable one counts, of two acceptances the later.</summary>
    public StoredChoice Or(StoredChoice other) => (Kind, other.Kind) switch
    {
        (ChoiceKind.None, _) => other,
        (_, ChoiceKind.None) => this,
        (ChoiceKind.Accepted, ChoiceKind.Accepted) => other.Time > Time ? other : this,
        (ChoiceKind.Accepted, _) => other,
        _ => this,
    };
}

/// <summary>What a choice cookie says.</summary>
public enum ChoiceKind
{
    /// <summary>There is no cookie.</summary>
    None,

    /// <summary>Everything that can be refused is refused.</summary>
    Refused,

    /// <summary>Some or all purposes are accepted, each with its scope; others may be refused.</summary>
    Accepted,

    /// <summary>There is a cookie that cannot be read, or whose integrity does not hold.</summary>
    Unreadable,
}

/// <summary>What a browser says by itself, on every request.</summary>
[Flags]
public enum BrowserSignals
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>Sec-GPC: 1</c> (W3C Global Privacy Control § 3.1).</summary>
    GlobalPrivacyControl = 1,

    /// <summary><c>DNT: 1</c> (W3C Tracking Preference Expression § 5.2, retired).</summary>
    DoNotTrack = 2,
}
