using System.Globalization;
using System.Text;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Replay;

/// <summary>Sends recordings through a real gateway, byte for byte, and tells what the vendor got.</summary>
internal static class ReplayedRecording
{
    /// <summary>The SDKs whose protocols have a dictionary.</summary>
    public static IReadOnlyList<string> Sdks { get; } = ["ga4-gtag", "ga4mp", "ga4-mp", "meta-pixel", "meta-capi"];

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var recording in Recording.All([.. Sdks]))
            {
                data.Add(recording.Sdk, recording.FileName);
            }

            return data;
        }
    }

    /// <summary>Destination of the recordings' policies (tests/corpora/shipped-form, keep-everything) that stands below <c>/t/{sdk}</c>.</summary>
    public static string Destination(string sdk) => sdk switch
    {
        "ga4-gtag" => "ga4Gtag",
        "ga4mp" => "ga4mp",
        "ga4-mp" => "ga4MeasurementProtocol",
        "meta-pixel" => "metaPixel",
        "meta-capi" => "metaConversionsApi",
        _ => throw new ArgumentOutOfRangeException(nameof(sdk)),
    };

    public static string PolicyFolder(string name) => Path.Combine(Corpus.RepositoryRoot, "tests", "corpora", name);

    /// <summary>Sends the recording as a visitor who accepted everything and returns what the vendor received.</summary>
    public static async Task<WireRequest> SendAsync(GatewayHarness harness, WireRequest request, string sdk)
    {
        var answer = await SendRawAsync(harness, request, sdk, harness.Acceptance(Destination(sdk)));
        Assert.InRange(answer.Status, 200, 204);
        var received = await harness.Vendor.NextAsync();
        return new WireRequest(received.Method, received.Target, received.Headers, received.Body);
    }

    /// <summary>Sends the recording with the given header lines added.</summary>
    public static async Task<RawResponse> SendRawAsync(GatewayHarness harness, WireRequest request, string sdk, params string[] moreHeaders)
    {
        var head = new StringBuilder($"{request.Method} /t/{sdk}{request.Target} HTTP/1.1\r\n");
        foreach (var (name, value) in request.Headers)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && !name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            }
        }

        foreach (var header in moreHeaders)
        {
            head.Append(CultureInfo.InvariantCulture, $"{header}\r\n");
        }

        if (request.Method != "GET")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {request.Body.Length}\r\n");
        }

        using var client = await harness.ConnectAsync();
        await client.WriteAsync([.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. request.Body]);
        return await client.ReadAsync();
    }
}
