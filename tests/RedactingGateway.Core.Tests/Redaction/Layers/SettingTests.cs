using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>What the gateway sets itself: restriction flags, secrets, checksums, the visitor's address.</summary>
public sealed class SettingTests
{
    private const ulong Measurement = 1;

    private const string Dictionary = """
        endpoints:
          send:
            match: { methods: [GET, POST], path: /e }
            host: collect
            body: { as: 'json | form | multipart' }
        restrictions:
          noAds:
            unless: marketing.advertising
            set: { 'query.npa, form.npa': "1", 'body.$.data[].opts': '["LDU"]' }
        fields:
          'query.npa, form.npa': { structural: true, values: ["0", "1"] }
          'query.a, form.a, body.$.data[].a': { category: user.behavior, source: site }
          body.$.data[].opts[]: { structural: true, values: [LDU] }
          query.key: { category: user.authorization.credentials, source: site, credential: true }
          body.$.token: { category: user.authorization.credentials, source: site, credential: true }
          header.authorization: { category: user.authorization.credentials, source: site, credential: true }
          'header.x-forwarded-for, query.uip': { category: user.device.ip_address, source: request, type: ip }
        """;

    [Fact]
    public void Restriction_PurposeRefused_IsSetInPlaceOfTheClientsOwn()
    {
        var bench = new DictionaryBench(Dictionary) { Grant = Measurement };

        Assert.Equal("/e?a=1&npa=1", bench.Target("/e?npa=0&a=1"));
        Assert.Equal("a=1&npa=1", bench.Body("a=1&npa=0"));
        Assert.Equal("""{"data":[{"a":1,"opts":["LDU"]},{"a":2,"opts":["LDU"] }]}""", bench.Body("""{"data":[{"opts":[],"a":1},{"a":2 }]}"""));
        Assert.Contains(bench.Trace.Decisions, d => d is { Address: "body.$.data[0].opts", Reason: WithheldReason.Overridden });
        Assert.Equal(
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=\"npa\"\r\n\r\n1\r\n--b--\r\n",
            bench.Body("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n", "multipart/form-data; boundary=b"));
    }

    [Fact]
    public void Restriction_PurposeGranted_LeavesTheClientsOwn()
    {
        var bench = new DictionaryBench(Dictionary);

        Assert.Equal("/e?npa=0&a=1", bench.Target("/e?npa=0&a=1"));
        Assert.Equal("""{"data":[{"a":1}]}""", bench.Body("""{"data":[{"a":1}]}"""));
    }

    [Theory]
    [InlineData("""{"data":[{"b":1}]}""")]
    [InlineData("""{"data":[{"opts":["LDU"]}]}""")]
    public void Restriction_NothingLeft_DoesNotMakeARequest(string body) =>
        Assert.Equal("<Empty>", new DictionaryBench(Dictionary) { Grant = Measurement }.Body(body));

    [Theory]
    [InlineData("name=a", "----WebKitFormBoundary7MA4YWxkTrZu0gW2", true)]
    [InlineData("name=\"a\"", "6d0b2f0c-2a0e-4f0b-9c0d-0e0f1a2b3c4d", true)]
    [InlineData("name=\"a\"", "--------------------------735323031399963166993862", true)]
    [InlineData("name=\"a\"", "----anna_schmidt_born_1990", false)]
    [InlineData("name=\"a\"", "----4111111111111111", false)]
    public void Multipart_BoundaryAndName_AsHttpLibrariesWriteThem(string name, string boundary, bool leaves)
    {
        var body = $"--{boundary}\r\nContent-Disposition: form-data; {name}\r\n\r\n1\r\n--{boundary}--\r\n";

        Assert.Equal(leaves ? body : "<Undecodable>", new DictionaryBench(Dictionary).Body(body, $"multipart/form-data; boundary={boundary}"));
    }

    [Theory]
    [InlineData("query.p>packed.id", "query.p: { as: packed(2) }")]
    [InlineData("cookie.id", "query.p: { type: text }")]
    public void Setting_WhereTheGatewayWritesNothing_IsAnError(string address, string around)
    {
        var field = $"'{address}': {{ category: user.authorization.credentials, source: site, credential: true }}";
        Assert.Contains(
            "RGW0301",
            Errors($"restrictions:\n  noAds: {{ unless: marketing.advertising, set: {{ '{address}': '1' }} }}\nfields:\n  {around}\n  {field}", ""),
            StringComparer.Ordinal);
        Assert.Contains("RGW0301", Errors($"fields:\n  {around}\n  {field}", $"inject: {{ '{address}': '${{SHOP_UPSTREAM}}' }}"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(0b11, "/e?a=1")]
    [InlineData(0b01, "/e?a=1&gcs=G101")]
    [InlineData(0b10, "/e?a=1&gcs=G110")]
    [InlineData(0b100, "/e?a=1&gcs=G100")]
    public void Restrictions_OfOneField_TheFirstThatHoldsIsSet(ulong grant, string expected)
    {
        const string dictionary = """
            restrictions:
              none: { unless: [marketing.advertising, analytics], set: { query.gcs: G100 } }
              noAds: { unless: marketing.advertising, set: { query.gcs: G101 } }
              noStatistics: { unless: analytics, set: { query.gcs: G110 } }
            endpoints:
              send:
                match: { methods: [GET], path: /e }
                host: collect
            fields:
              query.a: { structural: true, values: ["1"] }
              query.gcs: { structural: true, pattern: 'G1[01]{2}' }
            """;
        var bench = new DictionaryBench(dictionary, purposes: "measurement, ads, upkeep") { Grant = grant };

        Assert.Equal(expected == "/e?a=1" ? "/e?a=1&gcs=G111" : expected, bench.Target("/e?a=1&gcs=G111"));
    }

    [Theory]
    [InlineData("ads", 0b1, "/e?a=1&gcs=G111")]
    [InlineData("measurement, ads", 0b10, "/e?a=1&gcs=G110")]
    [InlineData("measurement, ads", 0b11, "/e?a=1&gcs=G111")]
    public void Restriction_OnlyWhereAsked_IsNotSetWhereNobodyAsks(string purposes, ulong grant, string expected)
    {
        const string dictionary = """
            restrictions:
              noStatistics: { unless: analytics, onlyWhereAsked: true, set: { query.gcs: G110 } }
            endpoints:
              send:
                match: { methods: [GET], path: /e }
                host: collect
            fields:
              query.a: { structural: true, values: ["1"] }
              query.gcs: { structural: true, pattern: 'G1[01]{2}' }
            """;

        Assert.Equal(expected, new DictionaryBench(dictionary, purposes: purposes) { Grant = grant }.Target("/e?a=1&gcs=G111"));
    }

    [Fact]
    public void Pattern_ThatClosesTheBracketsAroundIt_IsAnError() =>
        Assert.Contains("RGW0308", Errors("fields:\n  query.v: { structural: true, pattern: 'a)|(?:b' }", ""), StringComparer.Ordinal);

    private static IEnumerable<string> Errors(string fields, string destination) => DictionaryBench.Errors(
        $"endpoints:\n  send:\n    match: {{ methods: [GET], path: /e }}\n    host: collect\n{fields}\n", destination);

    [Fact]
    public void Injection_SecretOfTheSite_IsSetAndShownNowhere()
    {
        var bench = new DictionaryBench(Dictionary, "inject: { query.key: '${SHOP_UPSTREAM}', 'body.$.token': '${COLLECT_HOST}', header.authorization: '${SHOP_UPSTREAM}' }");

        Assert.Equal("/e?a=1&key=http%3A%2F%2F10.0.0.5%3A8080", bench.Target("/e?key=client&a=1"));
        Assert.Equal("/e?key=http%3A%2F%2F10.0.0.5%3A8080", bench.Target("/e"));
        Assert.Equal("""{"data":[{"a":1}],"token":"https://collect.vendor.example"}""", bench.Body("""{"data":[{"a":1}],"token":"client"}"""));
        Assert.Contains(new("authorization", "http://10.0.0.5:8080"), bench.Headers("/e?a=1", new KeyValuePair<string, string>("Authorization", "Basic client")));
        Assert.DoesNotContain(bench.Trace.Decisions, d => $"{d}".Contains("10.0.0.5", StringComparison.Ordinal));
    }

    [Fact]
    public void ClientAddress_GoesWhereThePolicySays_AsItsFieldMay()
    {
        KeyValuePair<string, string> spoofed = new("X-Forwarded-For", "198.51.100.9");
        var header = new DictionaryBench(Dictionary, "clientAddress: header.x-forwarded-for") { ClientAddress = "203.0.113.7" };
        Assert.Contains(new("x-forwarded-for", "203.0.113.7"), header.Headers("/e?a=1", spoofed));
        Assert.DoesNotContain(header.Headers("/e?a=1", spoofed), h => h.Value == spoofed.Value);

        Assert.Equal("/e?a=1&uip=203.0.113.7", new DictionaryBench(Dictionary, "clientAddress: query.uip") { ClientAddress = "203.0.113.7" }.Target("/e?uip=198.51.100.9&a=1"));
        Assert.Equal("/e?a=1", new DictionaryBench(Dictionary) { ClientAddress = "203.0.113.7" }.Target("/e?a=1"));
        Assert.Equal("/e?a=1", new DictionaryBench(Dictionary, "clientAddress: query.uip", "ads") { ClientAddress = "203.0.113.7" }.Target("/e?a=1"));
    }

    private const string Nested = """
        endpoints:
          send:
            match: { methods: [GET, POST], path: /e }
            host: collect
            body: { as: 'json | multipart' }
        restrictions:
          noAds:
            unless: marketing.advertising
            set: { 'query.ed>$.opt, form.ed>$.opt': '"LDP"', 'body.$.events[].user.options.modes': '["LDU"]', 'body.$.events[].user.options.country': '"DE"' }
        fields:
          'query.a, form.a': { category: user.behavior, source: site }
          'query.ed, form.ed': { as: json }
          'query.ed>$.opt, form.ed>$.opt': { structural: true, values: [LDP] }
          'query.ed>$.b, form.ed>$.b': { category: user.behavior, source: site }
          'body.$.events[].a, body.$.events[].user.b, body.$.events[].user.options.c': { category: user.behavior, source: site }
          body.$.events[].user.options.modes[]: { structural: true, values: [LDU] }
          body.$.events[].user.options.country: { structural: true, values: [DE] }
        """;

    [Theory]
    [InlineData("?a=1", "?a=1&ed=%7B%22opt%22%3A%22LDP%22%7D")]
    [InlineData("?a=1&ed={\"x\":1}", "?a=1&ed=%7B%22opt%22%3A%22LDP%22%7D")]
    [InlineData("?ed={\"b\":1,\"opt\":\"x\"}", "?ed=%7B%22b%22%3A1%2C%22opt%22%3A%22LDP%22%7D")]
    public void Restriction_InsideAnOptionalParameter_IsSetAlsoWhereThereIsNone(string query, string expected) =>
        Assert.Equal($"/e{expected}", new DictionaryBench(Nested) { Grant = Measurement }.Target($"/e{query}"));

    [Theory]
    [InlineData("a", "1", "ed", """{"opt":"LDP"}""")]
    [InlineData("ed", """{"b":1}""", "", "")]
    public void Restriction_InsideAnOptionalPart_IsSetAlsoWhereThereIsNone(string name, string value, string added, string text)
    {
        var sent = new DictionaryBench(Nested) { Grant = Measurement }.Body($"{Part(name, value)}--b--\r\n", "multipart/form-data; boundary=b");

        Assert.Equal($"{Part(name, value.Replace("}", ",\"opt\":\"LDP\"}", StringComparison.Ordinal))}{(added.Length == 0 ? "" : Part(added, text))}--b--\r\n", sent);

        static string Part(string name, string text) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n";
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"user":{"options":{"modes":["LDU"],"country":"DE"}}}""")]
    [InlineData("""{"a":1,"user":{"x":1}}""", """{"a":1,"user":{"options":{"modes":["LDU"],"country":"DE"}}}""")]
    [InlineData("""{"user":{"b":1}}""", """{"user":{"b":1,"options":{"modes":["LDU"],"country":"DE"}}}""")]
    [InlineData("""{"user":{"options":{"c":1,"modes":[]}}}""", """{"user":{"options":{"c":1,"modes":["LDU"],"country":"DE"}}}""")]
    public void Restriction_InsideOptionalObjects_IsSetAlsoWhereThereAreNone(string item, string expected)
    {
        Assert.Equal($"{{\"events\":[{expected}]}}", new DictionaryBench(Nested) { Grant = Measurement }.Body($"{{\"events\":[{item}]}}"));
        Assert.Equal("""{"events":[{"a":1}]}""", new DictionaryBench(Nested).Body("""{"events":[{"a":1}]}"""));
    }

    [Fact]
    public void Restrictions_OnDifferentConditions_StandInOneOptionalPart()
    {
        const string more = """
            restrictions:
              noService:
                unless: essential.service
                set: { 'query.ed>$.measure': '"NO"', 'body.$.events[].user.measure': '"NO"' }
            """;
        var dictionary = Nested.Replace("restrictions:", more, StringComparison.Ordinal)
            .Replace("fields:", "fields:\n  'query.ed>$.measure, body.$.events[].user.measure': { structural: true, values: ['NO'] }", StringComparison.Ordinal);

        Assert.Equal(
            """{"events":[{"a":1,"user":{"measure":"NO","options":{"modes":["LDU"],"country":"DE"}}}]}""",
            new DictionaryBench(dictionary) { Grant = Measurement }.Body("""{"events":[{"a":1}]}"""));
        Assert.Equal("""{"events":[{"a":1,"user":{"measure":"NO"}}]}""", new DictionaryBench(dictionary) { Grant = 2 }.Body("""{"events":[{"a":1}]}"""));
    }

    [Fact]
    public void Checksum_OfAMultipartForm_IsAnError() => Assert.Contains(
        "RGW0312", DictionaryBench.Errors(Checked.Replace("as: form }", "as: 'form | multipart' }", StringComparison.Ordinal), ""), StringComparer.Ordinal);

    [Fact]
    public void Restrictions_MoreThanCanBeCombined_AreAnError()
    {
        var restrictions = string.Concat(Enumerable.Range(0, 5).Select(i => $"  r{i}: {{ unless: analytics, set: {{ query.npa: '1' }} }}\n"));
        Assert.Contains("RGW0313", Errors($"restrictions:\n{restrictions}fields:\n  query.npa: {{ structural: true, values: ['1'] }}", ""), StringComparer.Ordinal);
    }

    private const string Checked = """
        endpoints:
          send:
            match: { methods: [GET, POST], path: /e }
            host: collect
            body: { as: form }
            checksum: { field: form.sum, of: form, algorithm: sha256, secret: salt }
        fields:
          form.a: { category: user.behavior, source: site }
          form.b: { type: text }
        """;

    [Fact]
    public void Checksum_FormChanged_IsMadeAnewWithTheSecret()
    {
        var bench = new DictionaryBench(Checked, "inject: { salt: '${SHOP_UPSTREAM}' }");

        var expected = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("a=1http://10.0.0.5:8080"u8));
        Assert.Equal($"a=1&sum={expected}", bench.Body("a=1&b=2&sum=AB"));
    }

    [Fact]
    public void Checksum_FormUnchanged_IsTheSameBytes()
    {
        var bench = new DictionaryBench(Checked, "inject: { salt: '${SHOP_UPSTREAM}' }");
        var form = $"a=1&sum={Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("a=1http://10.0.0.5:8080"u8))}";

        Assert.Equal(form, bench.Body(form));
    }

    [Theory]
    [InlineData("a=1&sum=anna@example.org")]
    [InlineData("sum=4111111111111111&a=1&sum=married")]
    public void Checksum_OfTheClient_IsNeverPassedOn(string form)
    {
        Assert.Equal("<Required>", new DictionaryBench(Checked).Body(form));
        Assert.Matches("^a=1&sum=[0-9A-F]{64}$", new DictionaryBench(Checked, "inject: { salt: '${SHOP_UPSTREAM}' }").Body(form));
    }

    [Theory]
    [InlineData("sum=anna@example.org")]
    [InlineData("&&sum=anna@example.org&")]
    [InlineData("b=1&sum=anna@example.org")]
    public void Checksum_OfNothing_DoesNotLeave(string form)
    {
        Assert.Equal("<Empty>", new DictionaryBench(Checked).Body(form));
        Assert.Equal("<Empty>", new DictionaryBench(Checked, "inject: { salt: '${SHOP_UPSTREAM}' }").Body(form));
    }

    [Fact]
    public void Checksum_NoSecret_OnlyFormsWithoutOneLeave()
    {
        var bench = new DictionaryBench(Checked);

        Assert.Equal("<Required>", bench.Body("a=1&sum=AB"));
        Assert.Equal("a=1", bench.Body("a=1&b=2"));
    }
}
