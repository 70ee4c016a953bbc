using System.Text;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Policies;

public sealed class PolicyPlanTests
{
    private const string Dictionary = """
        protocol: other
        source: { url: "https://other.example/docs", date: 2026-11-01, confidence: observed }
        endpoints:
          send:
            match: { methods: [POST], path: "/{version}/send" }
            host: collect
            body: { as: 'gzip > json' }
            unit: body.$.events[]
            success: { status: 200, body: json, json: '{"ok":1}' }
            retries: true
        fields:
          path.version: { structural: true, pattern: 'v[0-9]' }
          query.v: { structural: true, type: integer }
          query.email: { category: user.contact.email, source: site }
          query.phone: { category: user.contact, source: site, hash: { normalize: phoneE164, output: base64url } }
          query.page: { category: user.behavior.browsing_history, source: site, type: url }
          query.id: { category: user.unique_id.pseudonymous, type: opaqueId, pseudonym: uuid4, required: { surrogate: { constant: none } } }
          query.card: { category: user.financial.credit_card, source: site }
          query.belief: { category: user.demographic.religious_belief, source: site }
          query.lang: { category: user.demographic.language, source: site, pattern: '[a-z]{2}' }
          query.key: { category: user.authorization.credentials, source: site, credential: true }
          query.free: { type: text }
          query.data: { as: 'base64 > json' }
          query.data>$.**.name: { category: user.contact, source: site, type: text }
          body.$.events[].items[].*: { category: user.behavior, source: site, type: integer, positional: true }
        """;

    [Fact]
    public void Compile_NothingAllowed_DeniesWithTheReason()
    {
        var query = Query(Policy("user.device: keep"));

        Assert.Equal(WithheldReason.Policy, Field(query, "email").Plan.Denial);
        Assert.Equal(WithheldReason.Never, Field(query, "card").Plan.Denial);
        Assert.Equal("config/gateway.yaml:3", Field(query, "card").Plan.DenialSpan.FileAndLine);
        Assert.Equal(WithheldReason.Credential, Field(query, "key").Plan.Denial);
        Assert.Equal(WithheldReason.Uncategorised, Field(query, "free").Plan.Denial);
        Assert.Equal(WithheldReason.UnknownField, Field(query, "data").Plan.Denial);
        Assert.Equal(FieldType.Container, Field(query, "data").Type);
        Assert.All(["email", "card", "key", "free", "data", "belief"], name => Assert.Empty(Field(query, name).Plan.Rules));
    }

    [Fact]
    public void Compile_Structural_IsKeptUnderEveryPurpose()
    {
        var field = Field(Query(Policy("user.contact: keep")), "v");

        Assert.Equal("keep", field.Plan.For(1)?.Treatment.Form);
        Assert.Null(field.Plan.For(0));
        Assert.True(field.Space!.Contains("12"u8));
        Assert.False(field.Space.Contains("x"u8));
    }

    [Fact]
    public void Compile_ParentAndChild_TheMoreSpecificDecides()
    {
        var query = Query(Policy("user.contact: keep", "user.contact.email: hash"));

        Assert.Equal("hash (SHA-256 hex)", Field(query, "email").Plan.For(1)?.Treatment.Form);
        Assert.Equal("keep", Field(query, "phone").Plan.For(1)?.Treatment.Form);
    }

    [Fact]
    public void Compile_ParentOnly_DoesNotCoverSpecialCategoriesOrCredentials()
    {
        var query = Query(Policy("user: keep"));

        Assert.NotNull(Field(query, "email").Plan.For(1));
        Assert.Null(Field(query, "belief").Plan.For(1));
        Assert.Null(Field(query, "key").Plan.For(1));
        Assert.Null(Field(query, "card").Plan.For(1));
    }

    [Fact]
    public void Compile_NamedExactly_CoversSpecialCategoriesAndCredentials()
    {
        var query = Query(Policy("user.demographic.religious_belief: keep", "user.authorization.credentials: keep").Replace("basis: consent", "basis: explicitConsent", StringComparison.Ordinal));

        Assert.NotNull(Field(query, "belief").Plan.For(1));
        Assert.NotNull(Field(query, "key").Plan.For(1));
    }

    [Theory]
    [InlineData("basis: consent", true)]
    [InlineData("basis: explicitConsent", true)]
    [InlineData("basis: legalObligation", false)]
    [InlineData("basis: legalObligation\n    deviceAccess: { strictlyNecessary: { because: { en: Needed } } }", true)]
    public void Compile_DeviceField_NeedsConsentOrStrictNecessity(string basis, bool leaves)
    {
        var plan = Field(Query(Policy("user.unique_id: { pseudonymize: { rotate: 7d } }")
            .Replace("analytics.reporting", "essential.service", StringComparison.Ordinal)
            .Replace("basis: consent", basis, StringComparison.Ordinal)), "id").Plan;

        Assert.Equal(leaves, plan.For(1) is not null);
        Assert.Equal(leaves ? WithheldReason.Policy : WithheldReason.DeviceAccess, plan.Denial);
    }

    [Fact]
    public void Compile_FieldOfItsOwnShape_GetsItInItsTreatment()
    {
        var field = Field(Query(Policy("user.unique_id: { pseudonymize: { rotate: 7d } }")), "id");

        Assert.Equal("pseudonymize (uuid4, 7 days)", field.Plan.For(1)?.Treatment.Form);
        Assert.Equal("none"u8.ToArray(), field.Surrogate?.Constant);
    }

    [Fact]
    public void Compile_HashOfAField_GoesByTheDictionary() =>
        Assert.Equal(
            "hash (SHA-256 base64url)",
            Field(Load(Policy("user.contact: hash"), Dictionary.Replace("source: site, type: text }", "source: site }", StringComparison.Ordinal)).Destinations[0].Endpoints[0].Query, "phone")
                .Plan.For(1)?.Treatment.Form);

    [Fact]
    public void Compile_TwoPurposesWithOneForm_ShareARule()
    {
        var plan = Field(Query(Two("keep", "keep", combine: null)), "page").Plan;

        var rule = Assert.Single(plan.Rules);
        Assert.Equal(0b11UL, rule.Purposes);
    }

    [Fact]
    public void Compile_TwoPurposesWithForms_CombineWinsOnlyWhereBothAreGranted()
    {
        var plan = Field(Query(Two("keep", "scrubUrl", "{ replace: somewhere }")), "page").Plan;

        Assert.Equal("keep", plan.For(0b01)?.Treatment.Form);
        Assert.Equal("scrubUrl", plan.For(0b10)?.Treatment.Form);
        Assert.Equal("replace ('somewhere')", plan.For(0b11)?.Treatment.Form);
        Assert.Equal((1UL, 2UL), (plan.Rules[0].Purposes, plan.Rules[0].Together));
    }

    [Fact]
    public void Compile_OtherwiseHash_OnlyWhereASubstituteIsHarmless()
    {
        var query = Query(Policy("user.device: keep").Replace("    purposes:", "    otherwise: hash\n    purposes:", StringComparison.Ordinal));

        Assert.Equal("pseudonymize (x32, 1 day)", Field(query, "email").Plan.Otherwise?.Form);
        Assert.NotNull(Field(query, "page").Plan.Otherwise);
        Assert.All(["v", "id", "card", "belief", "lang", "key", "free", "data"], name => Assert.Null(Field(query, name).Plan.Otherwise));
    }

    [Fact]
    public void Compile_WhatIsDetected_IsDecidedByItsCategory()
    {
        var detected = Load(Policy("user.contact.email: hash", "user.device: generalize")).Destinations[0].Detected;

        Assert.Equal("hash (SHA-256 hex)", detected[(int)DetectorKind.Email].For(1)?.Treatment.Form);
        Assert.Equal(WithheldReason.Never, detected[(int)DetectorKind.PaymentCard].Denial);
        Assert.Equal(WithheldReason.Never, detected[(int)DetectorKind.Iban].Denial);
        Assert.Null(detected[(int)DetectorKind.IpAddress].For(1));
        Assert.Equal(WithheldReason.Policy, detected[(int)DetectorKind.IpAddress].Denial);
    }

    [Fact]
    public void Compile_Endpoint_CarriesWhatTheDictionarySays()
    {
        var endpoint = Load(Policy("user.behavior: keep")).Destinations[0].Endpoints.Single();

        Assert.True(endpoint.Path.Matches("/v1/send"u8));
        Assert.False(endpoint.Path.Matches("/other/send"u8));
        Assert.Equal([Codec.Gzip, Codec.Json], Assert.Single(endpoint.Body.Alternatives));
        Assert.Equal(new SuccessAnswer(200, SuccessBody.Json, "{\"ok\":1}"), endpoint.Success);
        Assert.True(endpoint.Retries);
        var item = Next(endpoint.JsonBody, "events").Element!;
        Assert.True(item.IsUnit);
        Assert.True(Next(Next(item, "items").Element!, "anything").Field!.Positional);
    }

    [Fact]
    public void Compile_Layer_LeadsToItsFields()
    {
        var inner = Next(Query(Policy("user.contact: keep")), "data").Inner!;

        Assert.Equal("query.data>$.**.name", Next(Next(inner, "deep").Element!, "name").Field?.Address);
        Assert.Null(Next(inner, "deep").Field);
    }

    internal static string Policy(params string[] allow) => $$"""
        version: 1
        controller: { name: Shop, address: Street 1, contact: mail@shop.example }
        never: [user.financial]
        purposes:
          first:
            use: analytics.reporting
            basis: consent
            title: { en: First }
            allow:
              {{string.Join("\n      ", allow)}}
        recipients:
          vendor: { name: Vendor Ltd, country: IE, role: processor, privacyPolicy: "https://vendor.example/privacy", retention: 14 months }
        destinations:
          other:
            recipient: vendor
            protocol: other
            path: /t/other
            hosts: { collect: "https://collect.vendor.example" }
            purposes: [first]
        """;

    [Theory]
    [InlineData("pseudonymize: { rotate: 7d }", 7)]
    [InlineData("keep")]
    public void RotateDays_EveryEpochOfThePlans(string form, params int[] days) => Assert.Equal(days, FormSamples.Field(form, "opaqueId").RotateDays);

    [Fact]
    public void RotateDays_OtherwiseHash_IsOneDay() =>
        Assert.Equal([1], Load(Policy("user.device: keep").Replace("    purposes:", "    otherwise: hash\n    purposes:", StringComparison.Ordinal)).RotateDays);

    private static string Two(string first, string second, string? combine)
    {
        var joint = combine is null ? "" : $"\n    combine: {{ user.behavior.browsing_history: {{ treat: {combine}, because: {{ en: Joint }} }} }}";
        return Policy($"user.behavior.browsing_history: {first}")
            .Replace("recipients:", $"  second:\n    use: essential.service\n    basis: consent\n    title: {{ en: Second }}\n    allow: {{ user.behavior.browsing_history: {second} }}\nrecipients:", StringComparison.Ordinal)
            .Replace("[first]", $"[first, second]{joint}", StringComparison.Ordinal);
    }

    private static PolicySnapshot Load(string policy, string dictionary = Dictionary)
    {
        var result = PolicyCorpus.LoadText(policy, ("other.yaml", dictionary));
        return result.Snapshot ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static FieldState Query(string policy) => Load(policy).Destinations[0].Endpoints[0].Query;

    private static FieldState Next(FieldState state, string name) => state.Next(Encoding.UTF8.GetBytes(name), out _)!;

    private static CompiledField Field(FieldState state, string name) => Next(state, name).Field!;
}
