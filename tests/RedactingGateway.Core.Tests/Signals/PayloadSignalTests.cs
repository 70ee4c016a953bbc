using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Signals.Google;
using RedactingGateway.Core.Tests.Redaction.Layers;

namespace RedactingGateway.Core.Tests.Signals;

/// <summary>Signals and subjects are read wherever a dictionary says that they are, before any field is decided.</summary>
public sealed class PayloadSignalTests
{
    private const string Dictionary = """
        prefixes:
          e: ['body.$', 'body.$.batch[]']
        endpoints:
          collect:
            match: { methods: [GET, POST], path: /e }
            host: collect
            body: { as: json }
            success: { status: 204 }
          form:
            match: { methods: [POST], path: /f }
            host: collect
            body: { as: lines(form) }
            success: { status: 204 }
        fields:
          query.gdpr: { signal: gdprApplies, structural: true, values: ["0", "1"] }
          query.gdpr_consent: { signal: tcf, category: user.behavior, type: opaqueId }
          query.gpp: { signal: gpp, category: user.behavior, type: opaqueId }
          query.gpp_sid: { signal: gppSections, structural: true, type: integer }
          'query.gcs, body[].gcs': { signal: gcs, structural: true, pattern: 'G1..' }
          query.gcd: { signal: gcd, structural: true, pattern: '1.{4,12}' }
          query.npa: { signal: nonPersonalised, structural: true, values: ["0", "1"] }
          query.asc: { signal: advertising, structural: true, values: [G, D] }
          query.uid: { category: user.behavior, subject: true }
          cookie.id: { category: user.behavior, subject: true }
          query.cx: { as: base64url > json }
          'query.cx>$.user.email': { category: user.contact.email, type: string, subject: true }
          '{e}.context.consent.categoryPreferences.*': { signal: category, category: user.behavior, values: ["true", "false"] }
          '{e}.denied[]': { signal: refusedCategory, category: user.behavior, type: string }
          '{e}.allowed[]': { signal: acceptedCategory, category: user.behavior, type: string }
          '{e}.optOut': { signal: optOut, structural: true, values: ["true", "false"] }
          '{e}.user.email': { category: user.contact.email, type: string, subject: true }
          '{e}.type': { structural: true, values: [track] }
        restrictions:
          ads: { unless: marketing.advertising, set: { query.npa: "1", query.gcs: G100 } }
        """;

    private const string Json = """
        prefixes:
          e: ['body.$', 'body.$.batch[]']
        endpoints:
          collect:
            match: { methods: [POST], path: /e }
            host: collect
            body: { as: json }
            success: { status: 204 }
        fields:
          '{e}.optOut': { signal: optOut, structural: true, values: ["true", "false"] }
          '{e}.user.email': { category: user.contact.email, type: string, subject: true }
          '{e}.type': { structural: true, values: [track] }

        """;

    private static readonly SubjectKeys Keys = new(new RootSecrets(new byte[32]));

    private readonly DictionaryBench _bench = new(Dictionary);

    [Fact]
    public void Read_ConsentParameters_AreTheClientsNotTheGateways()
    {
        var signals = Read("/e?gcs=G101&npa=0");
        Assert.Equal(ConsentState.Denied, signals.Advertising);
        Assert.Equal(ConsentState.Granted, signals.Analytics);
        Assert.False(signals.RefusesPersonalisation);
    }

    // A body is decoded for its signals only where it may hold one; whoever spells a name in another way must not slip through.
    [Theory]
    [InlineData("""{"optOut":true}""", true)]
    [InlineData("""{"batch":[{"type":"track"},{"optOut":true}]}""", true)]
    [InlineData("""{"opt\u004fut":true}""", true)]
    [InlineData("""{ "\u006fptOut" : true }""", true)]
    [InlineData("""{"optOut":false}""", false)]
    [InlineData("""{"type":"track"}""", null)]
    [InlineData("""{"type":"caf\u00e9"}""", false)]
    [InlineData("""{"context":{"traits":{"a":"optOut"}}}""", false)]
    public void Read_BodyThatMayHoldASignal_IsDecodedForIt(string body, bool? optsOut) =>
        Assert.Equal(optsOut, new DictionaryBench(Json).Signals("/e", body, subjects: null)?.OptsOut);

    [Fact]
    public void Read_SignalInsideAnEncodedValue_IsAlwaysLookedFor() =>
        Assert.True(new DictionaryBench(Json + "  'body.$.packed': { as: base64url > json }\n  'body.$.packed>$.no': { signal: optOut, structural: true, values: [\"true\"] }\n")
            .Signals("/e", """{"packed":"eyJubyI6dHJ1ZX0"}""", subjects: null)?.OptsOut);

    [Theory]
    [InlineData("/e?gcs=G111&gcs=G101")]
    [InlineData("/e?gcs=G101&gcs=G111")]
    [InlineData("/e?gcs=G111&gcd=13p3t3t3t5")]
    [InlineData("/e?asc=G&asc=D")]
    public void Read_ParametersThatDiffer_TheRefusingOneWins(string target) => Assert.Equal(ConsentState.Denied, Read(target).Advertising);

    [Fact]
    public void Read_PersonalisationDenied_RefusesProfilesOnly()
    {
        var signals = Read("/e?gcd=13t3t3t3p5");
        Assert.True(signals.RefusesPersonalisation);
        Assert.Equal(ConsentState.Granted, signals.Advertising);
    }

    [Fact]
    public void Read_LineOfAFormBody_IsReadToo() => Assert.Equal(ConsentState.Denied, Read("/f", "en=a&gcs=G111\nen=b&gcs=G100").Analytics);

    [Fact]
    public void Read_TcfString_IsDecoded()
    {
        var text = TcfText.Write(yes: true, Evidence.Now);
        Assert.True(Assert.Single(Read($"/e?gdpr=1&gdpr_consent={text}").Tcf).Permits(7, TcfText.Vendor, asLegitimateInterest: false));
    }

    [Theory]
    [InlineData("/e?gdpr_consent=nonsense", 1)]
    [InlineData("/e?gpp=nonsense", 1)]
    [InlineData("/e?gpp=DBABLA~BVVVAAAAAA&gpp_sid=x", 1)]
    [InlineData("/e?gcs=G1xx", 1)]
    [InlineData("/e?asc=maybe", 1)]
    [InlineData("/e?gdpr=0&gdpr_consent=nonsense", 0)]
    public void Read_Garbage_GrantsNothingAndIsCounted(string target, int undecodable)
    {
        var signals = Read(target);
        Assert.Equal(undecodable, signals.Undecodable);
        Assert.Empty(signals.Tcf);
        Assert.Empty(signals.Gpp);
        Assert.NotEqual(ConsentState.Granted, signals.Advertising);
    }

    [Fact]
    public void Read_StringThatDoesNotApply_SaysNothing() => Assert.Empty(Read($"/e?gdpr=0&gdpr_consent={TcfText.Write(yes: false, Evidence.Now)}").Tcf);

    [Fact]
    public void Read_GppOptOut_IsRead() => Assert.True(Assert.Single(Read("/e?gpp=DBABLA~BVVVAAAAAA&gpp_sid=7").Gpp).RefusesSaleSharingOrTargeting);

    [Fact]
    public void Read_ConsentObjectsOfABatch_AreJoined()
    {
        var signals = Read("/e", """
            {"batch":[{"context":{"consent":{"categoryPreferences":{"Advertising":true,"Analytics":true}}}},
                      {"context":{"consent":{"categoryPreferences":{"Advertising":false}}},"denied":["C0002"],"allowed":["C0001"]}]}
            """);
        Assert.Equal(["Advertising", "C0002"], signals.RefusedCategories.Order(StringComparer.Ordinal));
        Assert.Equal(["Advertising", "Analytics", "C0001"], signals.AcceptedCategories.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_OptOut_Refuses() => Assert.True(Read("/e", """{"type":"track","optOut":true}""").OptsOut);

    [Fact]
    public void Read_MoreCategoriesThanAreRead_SaysSo()
    {
        var many = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"c{i}\":true"));
        Assert.True(Read("/e", """{"context":{"consent":{"categoryPreferences":{MANY}}}}""".Replace("MANY", many, StringComparison.Ordinal)).HasTooManyCategories);
    }

    [Theory]
    [InlineData("/e?uid=4711", null, SubjectKind.Id, "4711")]
    [InlineData("/e", """{"user":{"email":"Anna@Example.org"}}""", SubjectKind.Email, "anna@example.org")]
    [InlineData("/e", """{"batch":[{"user":{"email":"bo@example.org"}},{"user":{"email":"anna@example.org"}}]}""", SubjectKind.Email, "anna@example.org")]
    public void Read_Subject_IsFoundWhereverItStands(string target, string? body, SubjectKind kind, string value) =>
        Assert.Contains(Keys.Of(kind, value), key => Read(target, body ?? "").Subjects.Contains(key));

    [Fact]
    public void Read_SubjectBehindAnEncoding_IsFound()
    {
        var cx = System.Buffers.Text.Base64Url.EncodeToString("""{"user":{"email":"anna@example.org"}}"""u8);
        Assert.Contains(Keys.Of(SubjectKind.Email, "anna@example.org"), key => Read($"/e?cx={cx}").Subjects.Contains(key));
    }

    [Fact]
    public void Read_MoreSubjectsThanAreLookedUp_SaysSo()
    {
        var many = string.Join(',', Enumerable.Range(0, 300).Select(i => "{\"user\":{\"email\":\"p" + i + "@example.org\"}}"));
        var signals = Read("/e", $$"""{"batch":[{{many}}]}""");
        Assert.True(signals.HasTooManySubjects);
        Assert.True(signals.Subjects.Count < 300);
    }

    [Fact]
    public void Read_NobodyAsksForSubjects_NoneAreKept() => Assert.Empty(_bench.Signals("/e?uid=4711", "", subjects: null)!.Subjects);

    [Fact]
    public void Load_ConsentStringInAnotherFormThanKeep_IsAnError() =>
        Assert.Contains("RGW0403", DictionaryBench.Errors(Dictionary.Replace("signal: tcf, category: user.behavior", "signal: tcf, category: user.unique_id.pseudonymous", StringComparison.Ordinal), ""));

    [Theory]
    [InlineData("query.a: { signal: category, structural: true, values: [x] }")]
    [InlineData("query.a: { signal: tcf, type: container }")]
    public void Load_SignalThatCannotBe_IsAnError(string field) =>
        Assert.Contains("RGW0309", DictionaryBench.Errors(Dictionary.Replace("query.npa: {", $"{field}\n  query.npa: {{", StringComparison.Ordinal), ""));

    private PayloadSignals Read(string target, string body = "") => _bench.Signals(target, body, Keys)!;
}
