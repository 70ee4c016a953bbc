using System.Text.Json;

namespace RedactingGateway.Core.Redaction;

/// <summary>One item of an envelope: its header line and its payload, as they came.</summary>
/// <param name="header">The header line.</param>
/// <param name="type">Its <c>type</c>, not empty.</param>
/// <param name="payload">The payload.</param>
internal readonly ref struct EnvelopeItem(ReadOnlySpan<byte> header, ReadOnlySpan<byte> type, ReadOnlySpan<byte> payload)
{
    public ReadOnlySpan<byte> Header { get; } = header;

    public ReadOnlySpan<byte> Type { get; } = type;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    // The names of an envelope's own lines are no types.
    public bool IsOfKnownKind => !Type.SequenceEqual("header"u8) && !Type.SequenceEqual("item"u8);

    /// <summary>The line that <paramref name="rest"/> begins with, without its end.</summary>
    public static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }

    /// <summary>Reads the item that <paramref name="rest"/> begins with; false where its framing is broken.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> rest, out EnvelopeItem item)
    {
        item = default;
        var header = TakeLine(ref rest);
        if (!TryReadHeader(header, out var type, out var length, out _) || type.IsEmpty)
        {
            return false;
        }

        if (length is not { } bytes)
        {
            item = new EnvelopeItem(header, type, TakeLine(ref rest));
            return true;
        }

        if (bytes > rest.Length || (bytes < rest.Length && rest[bytes] != (byte)'\n'))
        {
            return false;
        }

        item = new EnvelopeItem(header, type, rest[..bytes]);
        rest = rest[Math.Min(rest.Length, bytes + 1)..];
        return true;
    }

    /// <summary>Reads a header line; two lengths or two types would mean two things, so they are none.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> header, out ReadOnlySpan<byte> type, out int? length, out (int Start, int End) lengthSpan)
    {
        type = default;
        length = null;
        lengthSpan = default;
        try
        {
            var reader = new Utf8JsonReader(header);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isType, isLength) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("length"u8));
                if (!reader.Read())
                {
                    return false;
                }

                if (isType)
                {
                    if (!type.IsEmpty || reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
                    {
                        return false;
                    }

                    type = reader.ValueSpan;
                }
                else if (isLength)
                {
                    if (length is not null || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var number) || number < 0)
                    {
                        return false;
                    }

                    length = number;
                    lengthSpan = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                }
                else
                {
                    reader.Skip();
                }
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
