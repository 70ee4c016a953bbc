using System.Globalization;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Banner;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Notices.Banner;

/// <summary>Who is asked, and for what, as a table.</summary>
public sealed class BannerDecisionTests
{
    private const BrowserSignals Gpc = BrowserSignals.GlobalPrivacyControl;
    private const BrowserSignals Dnt = BrowserSignals.DoNotTrack;

    /// <summary>Answers: <c>+</c> a yes in today's scope, <c>~</c> in another, <c>-</c> a no.</summary>
    public static TheoryData<string, BrowserSignals, BannerKind, string> Choices => new()
    {
        { "none", BrowserSignals.None, BannerKind.Ask, "statistics ads offers" },
        { "none", Gpc, BannerKind.Ask, "statistics offers" },
        { "none", Dnt, BannerKind.Ask, "statistics offers" },
        { "none", Gpc | Dnt, BannerKind.Ask, "statistics offers" },
        { "unreadable", BrowserSignals.None, BannerKind.None, "" },
        { "refused", BrowserSignals.None, BannerKind.None, "" },
        { "refused", Gpc, BannerKind.None, "" },
        { "+statistics +ads +offers", BrowserSignals.None, BannerKind.None, "" },
        { "+statistics +ads", BrowserSignals.None, BannerKind.AskAgain, "offers" },
        { "+statistics +ads -offers", BrowserSignals.None, BannerKind.None, "" },
        { "+statistics ~ads +offers", BrowserSignals.None, BannerKind.AskAgain, "ads" },
        { "+statistics ~ads +offers", Gpc, BannerKind.None, "" },
        { "~statistics ~ads -offers", Dnt, BannerKind.AskAgain, "statistics" },
        { "-statistics -ads +offers", BrowserSignals.None, BannerKind.None, "" },
        { "+statistics", Gpc, BannerKind.AskAgain, "offers" },
        { "expired +statistics +ads +offers", BrowserSignals.None, BannerKind.AskAgain, "statistics ads offers" },
        { "expired +statistics +ads +offers", Gpc, BannerKind.AskAgain, "statistics offers" },
        { "expired +statistics -ads +offers", BrowserSignals.None, BannerKind.AskAgain, "statistics offers" },
        { "superseded +statistics", BrowserSignals.None, BannerKind.None, "" },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void Of_Choice_AsksForWhatIsOpen(string choice, BrowserSignals browser, BannerKind kind, string purposes) =>
        AssertDecision(kind, purposes, Decide(new NoticePage(), choice, browser));

    [Theory]
    [InlineData("none")]
    [InlineData("+statistics")]
    [InlineData("~statistics")]
    [InlineData("expired +statistics")]
    public void Of_Minor_IsNeverAsked(string choice) =>
        AssertDecision(BannerKind.None, "", Decide(new NoticePage { Signals = new VisitorSignals { Minor = true } }, choice, BrowserSignals.None));

    [Fact]
    public void Of_Objection_IsNotAskedAboutWhatItCovers() =>
        AssertDecision(BannerKind.Ask, "statistics offers", Decide(new NoticePage { Signals = new VisitorSignals { Objection = new Objection(NoticePage.Now, ["ads"]) } }, "none", BrowserSignals.None));

    [Theory]
    [InlineData(null, "statistics ads")]
    [InlineData("US", "statistics ads")]
    [InlineData("DE", "statistics ads offers")]
    [InlineData("DE-BE", "statistics ads offers")]
    public void Of_PurposeOfARegion_IsAskedThereOnly(string? region, string purposes) =>
        AssertDecision(BannerKind.Ask, purposes, Decide(new NoticePage { Regions = "regions: [DE],", Signals = new VisitorSignals { Region = region } }, "none", BrowserSignals.None));

    // A refusal says its month only: twelve months begin with the month's end.
    [Theory]
    [InlineData("2026-11", "introduced: 2026-12-01,", BannerKind.None)]
    [InlineData("2025-12", "introduced: 2026-01-01,", BannerKind.None)]
    [InlineData("2025-11", "introduced: 2025-12-01,", BannerKind.None)]
    [InlineData("2025-10", "introduced: 2025-10-31,", BannerKind.None)]
    [InlineData("2025-10", "introduced: 2025-11-01,", BannerKind.AskAgain)]
    [InlineData("2025-10", "", BannerKind.None)]
    [InlineData("2025-09", "introduced: 2026-01-01,", BannerKind.AskAgain)]
    public void Of_Refusal_IsAskedAgainAfterTwelveMonths_AndOnlyForWhatIsNew(string month, string introduced, BannerKind kind) =>
        AssertDecision(kind, kind == BannerKind.None ? "" : "ads", Decide(new NoticePage { Introduced = introduced }, $"refused {month}", BrowserSignals.None));

    [Fact]
    public void Of_OldRefusalAndGpc_IsNotAskedForWhatGpcRefuses() =>
        AssertDecision(BannerKind.None, "", Decide(new NoticePage { Introduced = "introduced: 2026-01-01," }, "refused 2025-06", Gpc));

    [Theory]
    [InlineData("tcf")]
    [InlineData("gpp")]
    [InlineData("header")]
    public void Of_ChoicesElsewhere_AsksNothing(string source) =>
        AssertDecision(BannerKind.None, "", Decide(new NoticePage { Choices = source }, "none", BrowserSignals.None));

    [Fact]
    public void Of_FrameOrSwitchedOff_AsksNothing()
    {
        AssertDecision(BannerKind.None, "", Decide(new NoticePage { IsFramed = true }, "none", BrowserSignals.None));
        AssertDecision(BannerKind.None, "", Decide(new NoticePage { Notices = "{ banner: false }" }, "none", BrowserSignals.None));
    }

    private static void AssertDecision(BannerKind kind, string purposes, BannerDecision decision)
    {
        Assert.Equal(purposes, string.Join(' ', decision.Purposes.Select(p => p.Id)));
        Assert.Equal(kind, decision.Kind);
    }

    private static BannerDecision Decide(NoticePage page, string choice, BrowserSignals browser)
    {
        var context = page.Context();
        return BannerDecision.Of(context with { Signals = context.Signals with { Browser = browser, Choice = Read(context, choice), IsSuperseded = choice.StartsWith("superseded", StringComparison.Ordinal) } });
    }

    private static StoredChoice Read(PageContext page, string choice)
    {
        var words = choice.Split(' ');
        var answers = words.Where(w => w[0] is '+' or '~' or '-').Select(w => (w[1..], w[0] == '-' ? null : (bool?)(w[0] == '+'))).ToArray();
        return words switch
        {
            ["none"] => StoredChoice.None,
            ["unreadable"] => StoredChoice.Unreadable,
            ["refused"] => StoredChoice.Refused,
            ["refused", var month] => StoredChoice.Refused with { Time = DateTimeOffset.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) },
            ["expired", ..] => NoticePage.Accepted(page, answers) with { IsExpired = true },
            _ => NoticePage.Accepted(page, answers),
        };
    }
}
