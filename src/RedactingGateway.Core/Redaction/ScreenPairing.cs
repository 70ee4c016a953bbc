using System.Text.Json;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Redaction;

/// <summary>Finds the width to a height that stands before it: a pair of screen sizes is of one class.</summary>
/// <remarks>Asked once for a form or object, so that many heights cost no more than one.</remarks>
internal static class ScreenPairing
{
    /// <summary>Looks through the rest of a form.</summary>
    public static void LookAhead(RedactionSession session, FieldState state, ReadOnlySpan<byte> rest)
    {
        foreach (var range in rest.Split((byte)'&'))
        {
            var pair = rest[range];
            var equals = pair.IndexOf((byte)'=');
            if (equals > 0 && state.Next(pair[..equals], out _)?.Field is { Type: FieldType.ScreenWidth }
                && ScreenGeneralization.TryClassify(pair[(equals + 1)..], out var screen))
            {
                session.Treatments.Screen = screen;
                return;
            }
        }
    }

    /// <summary>Looks through the rest of an object.</summary>
    /// <param name="session">The request.</param>
    /// <param name="state">The object's state.</param>
    /// <param name="reader">Stands on the height; a copy, so nothing is read for anybody else.</param>
    public static void LookAhead(RedactionSession session, FieldState state, Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.ValueIsEscaped ? null : state.Next(reader.ValueSpan, out _);
            reader.Read();
            if (member?.Field is { Type: FieldType.ScreenWidth } && reader.TokenType is JsonTokenType.Number or JsonTokenType.String
                && ScreenGeneralization.TryClassify(reader.ValueSpan, out var screen))
            {
                session.Treatments.Screen = screen;
                return;
            }

            reader.Skip();
        }
    }
}
