using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Signals;

public sealed class GrantTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private static readonly ChoiceCookie Cookie = new(new byte[32], Time);

    // Purpose bits: 1 consent, refused by GPC; 2 consent, not refused by GPC; 4 legitimate interests, refused by GPC; 8 contract.
    private static readonly CompiledDestination Destination = Make(
        ("ads", LegalBasis.Consent, true),
        ("measure", LegalBasis.Consent, false),
        ("interest", LegalBasis.LegitimateInterests, true),
        ("shop", LegalBasis.Contract, true));

    public static TheoryData<string, bool, ulong> Table => new()
    {
        // choice, GPC, granted
        { "none", false, 0b1100 },
        { "none", true, 0b1000 },
        { "refused", false, 0b1000 },
        { "refused", true, 0b1000 },
        { "unreadable", false, 0b1000 },
        { "accepted all", false, 0b1111 },
        { "accepted all", true, 0b1010 },
        { "accepted all, GPC was on", true, 0b1111 },
        { "accepted measure", false, 0b1010 },
        { "accepted measure", true, 0b1010 },
        { "accepted another scope", false, 0b1100 },
        { "accepted another scope, GPC was on", true, 0b1000 },
        { "refused and accepted", false, 0b1000 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Decide_EachSignal_GrantsWhatTheTableSays(string choice, bool gpc, ulong expected)
    {
        var signals = VisitorSignals.Read(Cookies(choice), gpc ? ["1"] : [], Cookie);
        Assert.Equal(expected, Grant.Decide(Destination, signals).Purposes);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("true", false)]
    [InlineData("1, 1", false)]
    [InlineData(" 1", false)]
    [InlineData("", false)]
    public void Read_SecGpc_OnlyExactlyOneCounts(string value, bool expected) =>
        Assert.Equal(expected, VisitorSignals.Read([], [value], Cookie).GlobalPrivacyControl);

    [Fact]
    public void WriteRefusal_ThousandVisitorsInAMonth_OneValue() =>
        Assert.Equal("refused.2026-11", Assert.Single(Enumerable.Range(0, 1000).Select(_ => Cookie.WriteRefusal()).Distinct(StringComparer.Ordinal)));

    [Fact]
    public void Read_Acceptance_GivesBackWhatWasWritten()
    {
        var value = Cookie.WriteAcceptance([new("ads", "scope"), new("measure", "x_Y-1")], gpcWasOn: true);
        var choice = Cookie.Read(value);
        Assert.Equal(ChoiceKind.Accepted, choice.Kind);
        Assert.Equal("x_Y-1", choice.Accepted["measure"]);
        Assert.True(choice.GpcWasOn);
        Assert.Equal(Time.GetUtcNow(), choice.Time);
        Assert.NotEqual(Guid.Empty, choice.RecordId);
    }

    [Fact]
    public void Read_AnyChangedCharacter_IsUnreadable()
    {
        var value = Cookie.WriteAcceptance([new("ads", "scope")], gpcWasOn: false);
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value[..i] + (value[i] == 'x' ? 'y' : 'x') + value[(i + 1)..];
            Assert.Equal(ChoiceKind.Unreadable, Cookie.Read(changed).Kind);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("accepted.")]
    [InlineData("accepted.1.0.x.y.z")]
    [InlineData("accepted....")]
    [InlineData("refused")]
    public void Read_Garbage_IsUnreadable(string value) => Assert.Equal(ChoiceKind.Unreadable, Cookie.Read(value).Kind);

    [Fact]
    public void Read_OtherGatewaysKey_IsUnreadable()
    {
        var other = new ChoiceCookie([1, .. new byte[31]], Time);
        Assert.Equal(ChoiceKind.Unreadable, Cookie.Read(other.WriteAcceptance([new("ads", "scope")], gpcWasOn: false)).Kind);
    }

    [Fact]
    public void Narrow_PayloadRefuses_TakesAwayAndSaysSo()
    {
        var grant = Grant.Decide(Destination, VisitorSignals.Read(Cookies("accepted all"), [], Cookie)).Narrow(0b0011);
        Assert.Equal(0b1100UL, grant.Purposes);
        Assert.Equal(GrantReason.RefusedByPayload, grant.Reasons[0]);
        Assert.Equal(GrantReason.AcceptedByChoice, grant.Reasons[2]);
    }

    private static string[] Cookies(string choice)
    {
        string Accepted(bool gpcWasOn, string scope, params string[] ids) =>
            Cookie.WriteAcceptance(ids.Select(i => KeyValuePair.Create(i, scope)), gpcWasOn);

        string[] all = ["ads", "measure", "interest"];
        return choice switch
        {
            "none" => [],
            "refused" => [Cookie.WriteRefusal()],
            "unreadable" => ["whatever"],
            "accepted all" => [Accepted(false, "scope", all)],
            "accepted all, GPC was on" => [Accepted(true, "scope", all)],
            "accepted measure" => [Accepted(false, "scope", "measure")],
            "accepted another scope, GPC was on" => [Accepted(true, "old", all)],
            "accepted another scope" => [Accepted(false, "old", all)],
            "refused and accepted" => [Cookie.WriteRefusal(), Accepted(false, "scope", all)],
            _ => throw new ArgumentOutOfRangeException(nameof(choice)),
        };
    }

    private static CompiledDestination Make(params (string Id, LegalBasis Basis, bool Gpc)[] purposes) => new()
    {
        Id = "test",
        Recipient = "vendor",
        RecipientName = "Vendor",
        Protocol = "test",
        Path = "/t/test",
        Mode = DestinationMode.Enforce,
        Hosts = ImmutableSortedDictionary<string, Uri>.Empty,
        Purposes =
        [
            .. purposes.Select(p => new CompiledPurpose
            {
                Id = p.Id,
                Use = "analytics",
                Basis = p.Basis,
                StrictlyNecessary = false,
                RefusedByGpc = p.Gpc,
                Scope = "scope",
                Title = ImmutableSortedDictionary<string, string>.Empty,
                Span = SourceSpan.None,
            }),
        ],
        Endpoints = [],
        Detected = [],
        Span = SourceSpan.None,
    };
}
