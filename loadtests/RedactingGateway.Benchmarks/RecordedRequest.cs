using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks;

/// <summary>A recorded request, matched to a destination of the shipped policy, ready to be redacted.</summary>
internal sealed class RecordedRequest
{
    private RecordedRequest(ReceivedRequest request, ulong grant)
    {
        Request = request;
        Grant = grant;
    }

    public ReceivedRequest Request { get; }

    /// <summary>All purposes: the visitor accepted, so that every stage has work.</summary>
    public ulong Grant { get; }

    public static RecordedRequest Load(PolicySnapshot policy, string destinationId, string sdk, string file)
    {
        var bytes = Bytes(sdk, file);
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.UTF8.GetString(bytes.AsSpan(0, end)).Split("\r\n");
        var requestLine = head[0].Split(' ');
        var target = Encoding.UTF8.GetBytes(requestLine[1][$"/t/{sdk}".Length..]);
        var question = Array.IndexOf(target, (byte)'?');
        var destination = policy.Destinations.Single(d => d.Id == destinationId);
        var endpoint = PolicySnapshot.FindEndpoint(destination, requestLine[0], question < 0 ? target : target.AsSpan(0, question))
            ?? throw new InvalidOperationException($"{sdk}/{file} fits no endpoint of {destinationId}.");
        return new RecordedRequest(
            new ReceivedRequest
            {
                Destination = destination,
                Endpoint = endpoint,
                Target = target,
                Headers = [.. head.Skip(1).Select(l => l.Split(": ", 2)).Select(h => KeyValuePair.Create(h[0], h[1]))],
                Body = bytes.AsMemory(end + 4),
            },
            destination.AllPurposes);
    }

    /// <summary>The body of a recording.</summary>
    public static ReadOnlyMemory<byte> Body(string sdk, string file)
    {
        var bytes = Bytes(sdk, file);
        return bytes.AsMemory(bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4);
    }

    /// <summary>The same request with another body.</summary>
    public RecordedRequest WithBody(byte[] body) => new(Request with { Body = body }, Grant);

    /// <summary>The folder that holds the solution.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RedactingGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run the benchmarks inside a checkout: they read tests/corpora.");
    }

    private static byte[] Bytes(string sdk, string file) => File.ReadAllBytes(Path.Combine(Root(), "tests", "corpora", "traffic", sdk, file));
}
