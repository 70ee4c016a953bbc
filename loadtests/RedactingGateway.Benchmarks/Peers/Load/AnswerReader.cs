using System.Buffers.Text;
using System.Text;

namespace RedactingGateway.Benchmarks.Peers.Load;

/// <summary>Finds the end of an answer in the bytes of a connection: one is under way at a time.</summary>
internal sealed class AnswerReader
{
    // None of the peers answers with more.
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _count;

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Free => _buffer.AsMemory(_count);

    /// <summary>Takes bytes that were read.</summary>
    /// <param name="read">How many.</param>
    /// <returns>The status of the answer, if it is complete.</returns>
    /// <exception cref="InvalidDataException">It is no answer, or more than one.</exception>
    public int? Take(int read)
    {
        _count += read;
        var bytes = _buffer.AsSpan(0, _count);
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return _count < _buffer.Length ? null : throw new InvalidDataException("The head of an answer is too long.");
        }

        var start = head + 4;
        if (!bytes.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(bytes[9..], out int status, out _))
        {
            throw new InvalidDataException("The answer is none of HTTP/1.1.");
        }

        var end = Length(bytes[..start], status) is { } length ? start + length : ChunksEnd(bytes, start);
        if (end is null || end > _count)
        {
            return _count < _buffer.Length ? null : throw new InvalidDataException("The answer is too long.");
        }

        if (end < _count)
        {
            throw new InvalidDataException("There is more than one answer.");
        }

        _count = 0;
        return status;
    }

    private static int? Length(ReadOnlySpan<byte> head, int status)
    {
        if (status is 204 or 304)
        {
            return 0;
        }

        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > 15 && Ascii.EqualsIgnoreCase(line[..15], "content-length:"u8))
            {
                return Utf8Parser.TryParse(line[15..].TrimStart((byte)' '), out int length, out _) ? length : throw new InvalidDataException("The length of an answer is no number.");
            }
        }

        return null;
    }

    private static int? ChunksEnd(ReadOnlySpan<byte> bytes, int start) =>
        bytes[start..].EndsWith("0\r\n\r\n"u8) ? bytes.Length : null;
}
