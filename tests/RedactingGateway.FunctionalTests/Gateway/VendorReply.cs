using System.Text;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>What the recording vendor does with a request.</summary>
internal sealed record VendorReply
{
    /// <summary>Status and header lines, without framing.</summary>
    public string Head { get; init; } = "204 No Content";

    /// <summary>Body; null: none.</summary>
    public string? Body { get; init; }

    /// <summary>The answer waits for this.</summary>
    public Task? Until { get; init; }

    /// <summary>The connection is reset instead of an answer.</summary>
    public bool Reset { get; init; }

    /// <summary>The whole answer as it stands on the wire, in place of head and body.</summary>
    public string? Wire { get; init; }

    /// <summary>What the vendor does with the connection, in place of an answer; the connection ends after it.</summary>
    public Func<Stream, CancellationToken, Task>? Act { get; init; }

    public static VendorReply Status(int status, string? body = null, params string[] headers) =>
        new() { Head = string.Join("\r\n", [$"{status} Whatever", .. headers]), Body = body };

    public byte[] Bytes()
    {
        if (Wire is not null)
        {
            return Encoding.Latin1.GetBytes(Wire);
        }

        var length = Head.StartsWith("204", StringComparison.Ordinal) || Head.StartsWith("304", StringComparison.Ordinal)
            ? ""
            : $"Content-Length: {Encoding.Latin1.GetByteCount(Body ?? "")}\r\n";
        return Encoding.Latin1.GetBytes($"HTTP/1.1 {Head}\r\n{length}\r\n{Body}");
    }
}
