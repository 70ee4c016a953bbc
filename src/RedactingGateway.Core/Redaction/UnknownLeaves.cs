using System.Text.Json;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>Names what stands inside of an object or list that the protocol does not know, for <c>explain</c>.</summary>
internal static class UnknownLeaves
{
    // Whoever reads an explanation has seen enough by then.
    private const int MaxLeaves = 200;

    /// <summary>Takes the leaves down, without counting them: the container counts once.</summary>
    /// <param name="session">The request; something is taken down.</param>
    /// <param name="reader">Stands on the container's first token; a copy, so nothing is read for anybody else.</param>
    public static void Record(RedactionSession session, Utf8JsonReader reader)
    {
        var path = session.Path!;
        var depth = reader.CurrentDepth;
        var outer = path.Mark;
        var ends = new Stack<(int Path, int Items)>();
        ends.Push((path.Mark, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
        var left = MaxLeaves;
        using var scratch = new PooledBuffer();
        while (left > 0 && reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path.Reset(ends.Peek().Path);
                path.AppendName(reader.ValueIsEscaped ? JsonText.Unescape(reader.ValueSpan, scratch) : reader.ValueSpan, inJson: true);
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                ends.Pop();
                continue;
            }

            if (ends.Peek() is { Items: >= 0 } list)
            {
                ends.Pop();
                ends.Push((list.Path, list.Items + 1));
                path.Reset(list.Path);
                path.AppendIndex(list.Items);
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                ends.Push((path.Mark, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                continue;
            }

            session.Trace!.Add(new FieldDecision
            {
                Address = path.ToString(),
                Outcome = FieldOutcome.Dropped,
                Reason = WithheldReason.UnknownField,
                Before = session.Trace.WithValues ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan) : null,
            });
            left--;
        }

        path.Reset(outer);
    }
}
