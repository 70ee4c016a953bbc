using System.Collections.Immutable;
using System.Text;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Tests.Policies;

namespace RedactingGateway.Core.Tests.Signals;

/// <summary>
/// Every signal against every other, in both orders in time, for every legal basis and every source of choices.
/// <c>RGW_APPROVE=1 dotnet test …</c> writes the table into config/signals.md anew.
/// </summary>
public sealed class GrantTableTests
{
    private const string Advertising = "marketing.advertising.third_party";
    private const string Service = "essential.service";
    private const string Begin = "<!-- table: begin -->";
    private const string End = "<!-- table: end -->";

    private static readonly string Page = Path.Combine(PolicyCorpus.RepositoryRoot, "config", "signals.md");

    public static TheoryData<ChoiceSource, string, LegalBasis> Cases
    {
        get
        {
            var cases = new TheoryData<ChoiceSource, string, LegalBasis>();
            foreach (var source in Enum.GetValues<ChoiceSource>())
            {
                foreach (var basis in Enum.GetValues<LegalBasis>())
                {
                    cases.Add(source, Advertising, basis);
                    cases.Add(source, Service, basis);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_EachPairInBothOrders_RefusalBeatsGrantUnlessItWasSeen(ChoiceSource source, string use, LegalBasis basis)
    {
        var destination = Make(use, basis, SignalTrust.None);
        var purpose = destination.Purposes[0];
        var wrong = new List<string>();
        foreach (var first in Evidence.All)
        {
            foreach (var then in Evidence.All)
            {
                var signals = Evidence.Of(source, first, then);
                var granted = Grant.Decide(destination, signals).Purposes == 1;
                if (granted != Expect(purpose, source, first, then))
                {
                    wrong.Add($"{first.Name}, then {then.Name}: {Grant.Explain(destination, signals)[0]}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(SignalTrust.Tcf, "payload's TC string: yes")]
    [InlineData(SignalTrust.Google, "payload's consent parameters: granted")]
    [InlineData(SignalTrust.Categories, "payload's category: yes")]
    public void Decide_PayloadAccepts_GrantsOnlyWhereItIsTrustedAndNobodyRefuses(SignalTrust trust, string name)
    {
        var yes = Evidence.All.Single(e => e.Name == name);
        Assert.Equal(GrantReason.NoConsent, Reason(SignalTrust.None, yes));
        Assert.Equal(GrantReason.AcceptedByPayload, Reason(trust, yes));
        Assert.Equal(GrantReason.RefusedByGpc, Reason(trust, yes, Evidence.All.Single(e => e.Name == "Sec-GPC: 1")));
        Assert.Equal(GrantReason.RefusedByChoice, Reason(trust, Evidence.All.Single(e => e.Name == "choice: no"), yes));
        foreach (var other in Enum.GetValues<SignalTrust>().Where(t => t != trust))
        {
            Assert.Equal(GrantReason.NoConsent, Reason(other, yes));
        }

        static GrantReason Reason(SignalTrust trust, params ReadOnlySpan<Evidence> evidence) =>
            Grant.Explain(Make(Advertising, LegalBasis.Consent, trust), Evidence.Of(ChoiceSource.Own, evidence))[0];
    }

    [Fact]
    public void Page_Table_IsWhatTheRulesSay()
    {
        var text = File.ReadAllText(Page).ReplaceLineEndings("\n");
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length + 2;
        var end = text.IndexOf(End, StringComparison.Ordinal) - 1;
        Assert.True(begin > Begin.Length + 1 && end >= begin, "config/signals.md has lost the marks around its table");
        if (Environment.GetEnvironmentVariable("RGW_APPROVE") == "1")
        {
            File.WriteAllText(Page, $"{text[..begin]}{Table()}{text[end..]}");
            return;
        }

        Assert.Equal(Table(), text[begin..end]);
    }

    // The rules once more, in other words: who may refuse, who may accept, and the one exception.
    private static bool Expect(CompiledPurpose purpose, ChoiceSource source, Evidence first, Evidence then)
    {
        var needsConsent = purpose.Basis is LegalBasis.Consent or LegalBasis.ExplicitConsent;
        var isAdvertising = purpose.Use == Advertising;
        var canBeRefused = needsConsent || isAdvertising || purpose.Basis is LegalBasis.LegitimateInterests or LegalBasis.PublicTask;
        var isReplaced = then.Replaces(first);
        return !(Refuses(first, isFirst: true) && !isReplaced) && !Refuses(then, isFirst: false) && (!needsConsent || (Accepts(first) && !isReplaced) || Accepts(then));

        bool Accepts(Evidence e) => e.Says == Speech.Accepts && (e.At is null || e.At == source);

        bool Refuses(Evidence e, bool isFirst) => e.Says switch
        {
            Speech.Refuses => canBeRefused,
            Speech.OptsOut => canBeRefused && isAdvertising,
            Speech.BrowserRefuses => canBeRefused && isAdvertising && !(isFirst && then is { Name: "choice: yes" } && source == ChoiceSource.Own),
            Speech.RefusesAdvertising => canBeRefused && isAdvertising,
            Speech.ProtectsMinors => needsConsent || isAdvertising,
            _ => false,
        };
    }

    private static string Table()
    {
        var text = new StringBuilder("| evidence | consent | legitimate interests | contract, for a service | after `choice: yes` | before `choice: yes` |\n|---|---|---|---|---|---|\n");
        var yes = Evidence.All[0];
        foreach (var e in Evidence.All)
        {
            var source = e.At ?? ChoiceSource.Own;
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| {e.Name}{(e.At is null or ChoiceSource.Own ? "" : $" (`choices: {e.At.ToString()!.ToLowerInvariant()}`)")} | {Cell(Advertising, LegalBasis.Consent, source, e)} | {Cell(Advertising, LegalBasis.LegitimateInterests, source, e)} | {Cell(Service, LegalBasis.Contract, source, e)} | {Cell(Advertising, LegalBasis.Consent, ChoiceSource.Own, yes, e)} | {Cell(Advertising, LegalBasis.Consent, ChoiceSource.Own, e, yes)} |\n");
        }

        return text.ToString();
    }

    private static string Cell(string use, LegalBasis basis, ChoiceSource source, params ReadOnlySpan<Evidence> evidence)
    {
        var reason = Grant.Explain(Make(use, basis, SignalTrust.None), Evidence.Of(source, evidence))[0];
        return $"{(reason.IsGranted() ? "yes" : "no")}: {System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString())}";
    }

    private static CompiledDestination Make(string use, LegalBasis basis, SignalTrust trust) => new()
    {
        Id = "test",
        Recipient = "vendor",
        RecipientName = "Vendor",
        Protocol = "test",
        Path = "/t/test",
        Mode = DestinationMode.Enforce,
        Hosts = ImmutableSortedDictionary<string, Uri>.Empty,
        TcfVendor = TcfText.Vendor,
        Trust = trust,
        ConsentCategories = ImmutableDictionary<string, ImmutableArray<string>>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase).Add("ads", [Evidence.Purpose]),
        Purposes =
        [
            new CompiledPurpose
            {
                Id = Evidence.Purpose,
                Use = use,
                Basis = basis,
                StrictlyNecessary = false,
                RefusedByGpc = use == Advertising,
                Scope = Evidence.Scope,
                Tcf = [7],
                Title = ImmutableSortedDictionary<string, string>.Empty,
                Span = SourceSpan.None,
            },
        ],
        Endpoints = [],
        Detected = [],
        Span = SourceSpan.None,
    };
}
