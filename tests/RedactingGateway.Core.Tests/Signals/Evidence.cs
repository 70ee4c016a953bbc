using System.Collections.Immutable;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Signals.Google;
using RedactingGateway.Core.Signals.Gpp;

namespace RedactingGateway.Core.Tests.Signals;

/// <summary>How a piece of evidence speaks of a purpose.</summary>
internal enum Speech
{
    /// <summary>Accepts, where choices are made at <see cref="Evidence.At"/>, or anywhere.</summary>
    Accepts,

    /// <summary>Refuses what can be refused.</summary>
    Refuses,

    /// <summary>Refuses what Global Privacy Control refuses, unless our own notice was answered while it was on.</summary>
    BrowserRefuses,

    /// <summary>Refuses what Global Privacy Control refuses.</summary>
    OptsOut,

    /// <summary>Refuses advertising.</summary>
    RefusesAdvertising,

    /// <summary>Refuses what rests on consent, and advertising.</summary>
    ProtectsMinors,

    /// <summary>Neither accepts nor refuses.</summary>
    SaysNothing,
}

/// <summary>One piece of evidence of a visitor's will, as it stands in the table.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Says">What it says.</param>
/// <param name="Apply">Adds it to signals; the time is when it came into being, the flags are what the browser already said then.</param>
/// <param name="At">Where choices must be made for it to accept; null: anywhere.</param>
internal sealed record Evidence(string Name, Speech Says, Func<VisitorSignals, DateTimeOffset, BrowserSignals, VisitorSignals> Apply, ChoiceSource? At = null)
{
    /// <summary>Whether a browser or backend has one of both at a time, so that the later takes the place of the earlier.</summary>
    public bool Replaces(Evidence earlier) => Slot is not null && Slot == earlier.Slot;

    private string? Slot => Name.StartsWith("choice", StringComparison.Ordinal) ? "choice"
        : Name.StartsWith("grant token", StringComparison.Ordinal) ? "token"
        : Name.StartsWith("TC string", StringComparison.Ordinal) ? "tcf"
        : Name.StartsWith("GPP string", StringComparison.Ordinal) ? "gpp"
        : null;

    public const string Purpose = "p";
    public const string Scope = "scope";

    // usnat, version 1: notices given; opted out of sale, sharing and targeted advertising (IAB GPP, "US National").
    private const string GppOptedOut = "DBABLA~BVVVAAAAAA";

    // usva, which is not read; and the header of a string with tcfeuv2 alone.
    private const string GppVirginia = "DBABRg~BVVVVVY";
    private const string GppEurope = "DBABM";

    // usnat, version 1: the site knows that the visitor is a child (KnownChildSensitiveDataConsents).
    private const string GppChild = "DBABLA~BAAAAAAAQA";

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<Evidence> All { get; } =
    [
        new("choice: yes", Speech.Accepts, (s, t, on) => s with { Choice = Accepted(Scope, t, on) }, ChoiceSource.Own),
        new("choice: yes, 14 months ago", Speech.SaysNothing, (s, _, on) => s with { Choice = Accepted(Scope, Now.AddMonths(-14), on) }),
        new("choice: yes to another scope", Speech.SaysNothing, (s, t, on) => s with { Choice = Accepted("old", t, on) }),
        new("choice: no", Speech.Refuses, (s, t, _) => s with { Choice = StoredChoice.Refused with { Time = t } }),
        new("choice: no to this purpose", Speech.Refuses, (s, t, on) => s with { Choice = Accepted("", t, on) }),
        new("choice: unreadable", Speech.Refuses, (s, _, _) => s with { Choice = StoredChoice.Unreadable }),
        new("grant token: yes", Speech.Accepts, (s, _, _) => s with { Token = Scopes(Scope) }),
        new("grant token: another scope", Speech.SaysNothing, (s, _, _) => s with { Token = Scopes("old") }),
        new("grant token: no", Speech.Refuses, (s, _, _) => s with { Token = Scopes("") }),
        new("site's header: yes", Speech.Accepts, (s, _, _) => s with { Named = [Purpose] }, ChoiceSource.Header),
        new("Sec-GPC: 1", Speech.BrowserRefuses, (s, _, _) => s with { Browser = s.Browser | BrowserSignals.GlobalPrivacyControl }),
        new("DNT: 1", Speech.BrowserRefuses, (s, _, _) => s with { Browser = s.Browser | BrowserSignals.DoNotTrack }),
        new("TC string: yes", Speech.Accepts, (s, t, _) => s with { Tcf = TcfText.Read(yes: true, t) }, ChoiceSource.Tcf),
        new("TC string: no", Speech.Refuses, (s, t, _) => s with { Tcf = TcfText.Read(yes: false, t) }),
        new("TC string: yes, 14 months ago", Speech.SaysNothing, (s, _, _) => s with { Tcf = TcfText.Read(yes: true, Now.AddMonths(-14)) }),
        new("TC string: yes, without the disclosed vendors of TCF 2.3", Speech.SaysNothing, (s, t, _) => s with { Tcf = TcfText.Read(yes: true, t, isDisclosing: false) }),
        new("GPP string: opted out", Speech.OptsOut, (s, _, _) => s with { Gpp = Gpp(GppOptedOut, "7") }),
        new("GPP string: opted out, sections in force not determined", Speech.OptsOut, (s, _, _) => s with { Gpp = Gpp(GppOptedOut, "0") }),
        new("GPP string: opted out, no section in force", Speech.SaysNothing, (s, _, _) => s with { Gpp = Gpp(GppOptedOut, "-1") }),
        new("GPP string: a section in force that is not read", Speech.OptsOut, (s, _, _) => s with { Gpp = Gpp(GppVirginia, "9") }),
        new("GPP string: TC string yes", Speech.Accepts, (s, t, _) => s with { Gpp = Gpp($"{GppEurope}~{TcfText.Write(yes: true, t)}", "2") }, ChoiceSource.Gpp),
        new("GPP string: TC string yes, sections in force not determined", Speech.SaysNothing, (s, t, _) => s with { Gpp = Gpp($"{GppEurope}~{TcfText.Write(yes: true, t)}", "0") }),
        new("objection", Speech.Refuses, (s, t, _) => s with { Objection = Merge(s.Objection, t) }),
        new("objection to this purpose", Speech.Refuses, (s, t, _) => s with { Objection = Merge(s.Objection, t, Purpose) }),
        new("objection to another purpose", Speech.SaysNothing, (s, t, _) => s with { Objection = Merge(s.Objection, t, "other") }),
        new("objection not known", Speech.Refuses, (s, _, _) => s with { IsObjectionUnknown = true }),
        new("minor", Speech.ProtectsMinors, (s, _, _) => s with { Minor = true }),
        new("payload's TC string: no", Speech.Refuses, (s, t, _) => Payload(s, p => p.Tcf.Add(TcfText.Read(yes: false, t)))),
        new("payload's TC string: yes", Speech.SaysNothing, (s, t, _) => Payload(s, p => p.Tcf.Add(TcfText.Read(yes: true, t)))),
        new("payload's GPP string: a child", Speech.ProtectsMinors, (s, _, _) => Payload(s, p => p.Gpp.Add(Gpp(GppChild, "7")))),
        new("payload's consent parameters: ads denied", Speech.RefusesAdvertising, (s, _, _) => Payload(s, p => p.AddAdvertising(ConsentState.Denied))),
        new("payload's consent parameters: granted", Speech.SaysNothing, (s, _, _) => Payload(s, p => p.AddAdvertising(ConsentState.Granted))),
        new("payload's opt-out", Speech.OptsOut, (s, _, _) => Payload(s, p => p.OptsOut = true)),
        new("payload's category: no", Speech.Refuses, (s, _, _) => Payload(s, p => p.AddCategory("ads", isAccepted: false))),
        new("payload's category: yes", Speech.SaysNothing, (s, _, _) => Payload(s, p => p.AddCategory("ads", isAccepted: true))),
    ];

    /// <summary>The signals of a visitor with these pieces of evidence, in the order in which they came into being.</summary>
    public static VisitorSignals Of(ChoiceSource source, params ReadOnlySpan<Evidence> evidence)
    {
        var signals = new VisitorSignals { Source = source, Now = Now };
        for (var i = 0; i < evidence.Length; i++)
        {
            signals = evidence[i].Apply(signals, Now.AddDays(i - 2), signals.Browser);
        }

        return signals;
    }

    private static StoredChoice Accepted(string scope, DateTimeOffset time, BrowserSignals on) => new()
    {
        Kind = ChoiceKind.Accepted,
        Scopes = Scopes(scope),
        SignalsWereOn = on,
        Time = time,
        IsExpired = StoredChoice.HasExpired(time, Now),
    };

    private static ChosenScopes Scopes(string scope) => new(ChosenScopes.Write([new(Purpose, scope)], []).AsMemory());

    // Of an objection to everything and one to a purpose, the wider one is kept.
    private static Objection Merge(Objection? earlier, DateTimeOffset time, params string[] purposes) =>
        earlier is null ? new Objection(time, [.. purposes])
        : earlier.IsToEverything || purposes.Length == 0 ? new Objection(time, [])
        : new Objection(time, [.. earlier.Purposes, .. purposes]);

    private static GppString Gpp(string text, string inForce)
    {
        Assert.True(GppString.TryRead(text, inForce, out var gpp));
        return gpp;
    }

    private static VisitorSignals Payload(VisitorSignals signals, Action<PayloadSignals> add)
    {
        var payload = signals.Payload ?? new PayloadSignals();
        add(payload);
        return signals with { Payload = payload };
    }
}
