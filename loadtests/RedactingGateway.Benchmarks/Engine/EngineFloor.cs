using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks.Engine;

/// <summary>What nobody can do without who looks into a request of a protocol: its framing taken apart and put together again, by the runtime's own code.</summary>
internal sealed class EngineFloor
{
    private readonly byte[] _scratch;
    private readonly byte[] _coded;
    private readonly ArrayBufferWriter<byte> _decoded = new();

    public EngineFloor(in ReceivedRequest request)
    {
        _scratch = new byte[Math.Max(request.Target.Length, request.Body.Length) + 1];

        // Twice as much: the level that the engine encodes with compresses less than SDKs do.
        _coded = new byte[_scratch.Length * 2];
    }

    /// <summary>Parameters found by <c>&amp;</c> and <c>=</c>, and copied.</summary>
    public int Query(in ReceivedRequest request) => Parameters(request.Target.Span);

    /// <summary>The same, and lines of parameters in the body.</summary>
    public int QueryAndLines(in ReceivedRequest request)
    {
        var length = Parameters(request.Target.Span);
        foreach (var line in request.Body.Span.Split((byte)'\n'))
        {
            length += Parameters(request.Body.Span[line]);
        }

        return length;
    }

    /// <summary>Lines found and copied: what a reader of multipart does first.</summary>
    public int Multipart(in ReceivedRequest request)
    {
        var length = 0;
        foreach (var line in request.Body.Span.Split((byte)'\n'))
        {
            request.Body.Span[line].CopyTo(_scratch.AsSpan(length));
            length += line.End.Value - line.Start.Value;
        }

        return length;
    }

    /// <summary>Tokens of the body.</summary>
    public static int Json(in ReceivedRequest request) => Tokens(request.Body.Span);

    /// <summary>Lines of the body, and the tokens of each.</summary>
    public static int JsonLines(in ReceivedRequest request)
    {
        var tokens = 0;
        foreach (var line in request.Body.Span.Split((byte)'\n'))
        {
            tokens += Tokens(request.Body.Span[line]);
        }

        return tokens;
    }

    /// <summary>The body decoded and encoded by the runtime's gzip, at the level that the engine encodes with; nobody looks inside.</summary>
    public int Gzip(in ReceivedRequest request)
    {
        _decoded.ResetWrittenCount();
        using (var source = new MemoryStream(request.Body.ToArray()))
        using (var decoder = new GZipStream(source, CompressionMode.Decompress))
        {
            while (decoder.Read(_decoded.GetSpan(16 * 1024)) is > 0 and var count)
            {
                _decoded.Advance(count);
            }
        }

        using var coded = new MemoryStream(_coded);
        using (var encoder = new GZipStream(coded, CompressionLevel.Fastest, leaveOpen: true))
        {
            encoder.Write(_decoded.WrittenSpan);
        }

        return (int)coded.Position;
    }

    /// <summary>Tokens of the body; strings that are base64 of JSON decoded, their tokens, and encoded again.</summary>
    public int Base64InJson(in ReceivedRequest request)
    {
        var tokens = 0;
        var reader = new Utf8JsonReader(request.Body.Span);
        while (reader.Read())
        {
            tokens++;

            // "eyJ" is base64 of a brace and a quotation mark.
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("eyJ"u8)
                && Base64Url.DecodeFromUtf8(reader.ValueSpan, _scratch, out _, out var written) == OperationStatus.Done)
            {
                tokens += Tokens(_scratch.AsSpan(0, written));
                Base64.EncodeToUtf8InPlace(_scratch, written, out _);
            }
        }

        return tokens;
    }

    private static int Tokens(ReadOnlySpan<byte> json)
    {
        var tokens = 0;
        if (json.IsEmpty)
        {
            return tokens;
        }

        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    private int Parameters(ReadOnlySpan<byte> query)
    {
        var length = 0;
        var equals = 0;
        foreach (var range in query.Split((byte)'&'))
        {
            var parameter = query[range];
            equals += parameter.IndexOf((byte)'=');
            parameter.CopyTo(_scratch.AsSpan(length));
            length += parameter.Length;
        }

        return length + equals;
    }
}

/// <summary>One of the floors.</summary>
internal delegate int FloorPass(in ReceivedRequest request);
