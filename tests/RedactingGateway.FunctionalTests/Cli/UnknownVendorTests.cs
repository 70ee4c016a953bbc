using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary>A vendor whose dictionary knows the way and nothing else: nothing leaves, and explain says what it saw.</summary>
public sealed class UnknownVendorTests
{
    private const string Dictionary = """
        protocol: recorder
        title: Recorder
        source: { url: "https://recorder.example/docs", date: 2026-11-01, confidence: observed }
        endpoints:
          collect:
            match: { methods: [POST], path: /collect }
            host: collect
            body: { as: 'json | form' }
            success: { status: 204 }
          other:
            match: { methods: [GET], path: /other }
            host: assets
            success: { status: 204 }
        fields:
          query.v: { structural: true, values: ['1', '2'] }
        """;

    private const string Json = """{"person":{"email":"anna@example.org","names":["Anna","Muster"]},"cart":[{"iban":"DE89370400440532013000"}],"n":4711}""";

    private static readonly PlantedValue[] Planted =
    [
        new("email", "anna@example.org", []), new("first_name", "Anna", []), new("last_name", "Muster", []), new("iban", "DE89370400440532013000", []),
    ];

    [Theory]
    [InlineData("application/json", Json, "body.$.person.email", "body.$.person.names[1]", "body.$.cart[0].iban", "body.$.n")]
    [InlineData("text/plain", "mail=anna%40example.org&name=Anna+Muster&iban=DE89370400440532013000", "form.mail", "form.name", "form.iban")]
    public async Task Explain_AllUnknownBody_NothingLeavesAndEveryFieldIsNamed(string type, string body, params string[] fields)
    {
        using var policy = new TestPolicy(Policy(), Dictionary);
        var request = Path.Combine(policy.Directory, "request.http");
        var message = $"POST /t/plain/collect?name=Anna HTTP/1.1\r\nHost: shop.example\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        await File.WriteAllTextAsync(request, message, TestContext.Current.CancellationToken);
        var left = Path.Combine(policy.Directory, "left.http");

        var run = await CommandLine.RunAsync("explain", policy.Directory, "--request", request, "--output", left);

        Assert.StartsWith("would be sent: no", run.Output, StringComparison.Ordinal);
        Assert.Contains("; 0 kept, 0 treated, ", run.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.All(fields.Append("query.name"), field => Assert.Contains(run.Output.Split('\n'), line => line.StartsWith($"dropped  {field} ", StringComparison.Ordinal)));
        Assert.Empty(new LeakSearch(Planted).In("output", run.Output));
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Send_AllUnknownBody_VendorGetsNothing()
    {
        using var policy = new TestPolicy(Policy(), Dictionary);
        await using var harness = await GatewayHarness.StartAsync(policy.Directory, environment: null);

        var answer = await harness.SendAsync("POST /t/plain/collect?name=Anna HTTP/1.1\nContent-Type: application/json", Json);

        Assert.Equal(204, answer.Status);
        await harness.EventuallyAsync("plain", "received 1 sent 0 empty 1");
        Assert.Equal(0, harness.Vendor.Count);
    }

    // Addresses for `explain`, which has no vendor that runs.
    private static string Policy() => TestPolicy.Policy
        .Replace("${VENDOR}", "http://127.0.0.1:1", StringComparison.Ordinal)
        .Replace("${OTHER}", "http://127.0.0.1:1", StringComparison.Ordinal)
        .Replace("${SITE}", "http://127.0.0.1:1", StringComparison.Ordinal);
}
