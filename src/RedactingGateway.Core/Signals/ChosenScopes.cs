using System.Text;

namespace RedactingGateway.Core.Signals;

/// <summary>
/// What was said to each purpose and recipient, as a text: <c>{purpose}~{scope}</c> is a yes in this scope, <c>{purpose}~</c> a no,
/// <c>@{recipient}~</c> a no to everything for this recipient, <c>{purpose}@{recipient}~</c> a no to this purpose for this recipient; entries are separated by <c>:</c>.
/// </summary>
/// <param name="Text">The text.</param>
public readonly record struct ChosenScopes(ReadOnlyMemory<char> Text)
{
    private const char EntrySeparator = ':';
    private const char ScopeSeparator = '~';
    private const char RecipientMark = '@';

    /// <summary>What was said to a purpose.</summary>
    /// <param name="id">Key of the purpose.</param>
    /// <param name="scope">For a yes: the scope that was shown.</param>
    public Answer To(string id, out ReadOnlySpan<char> scope)
    {
        foreach (var range in Text.Span.Split(EntrySeparator))
        {
            var entry = Text.Span[range];
            if (entry.Length > id.Length && entry[id.Length] == ScopeSeparator && entry.StartsWith(id, StringComparison.Ordinal))
            {
                scope = entry[(id.Length + 1)..];
                return scope.IsEmpty ? Answer.No : Answer.Yes;
            }
        }

        scope = default;
        return Answer.NotAsked;
    }

    /// <summary>Whether a recipient was refused.</summary>
    /// <param name="id">Key of the recipient.</param>
    public bool Refuses(string id)
    {
        foreach (var range in Text.Span.Split(EntrySeparator))
        {
            var entry = Text.Span[range];
            if (entry.Length == id.Length + 2 && entry[0] == RecipientMark && entry[^1] == ScopeSeparator && entry[1..^1].SequenceEqual(id))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a purpose was refused for a recipient alone.</summary>
    /// <param name="id">Key of the purpose.</param>
    /// <param name="recipient">Key of the recipient.</param>
    public bool Refuses(string id, string recipient)
    {
        foreach (var range in Text.Span.Split(EntrySeparator))
        {
            var entry = Text.Span[range];
            if (entry.Length == id.Length + recipient.Length + 2 && entry[id.Length] == RecipientMark && entry[^1] == ScopeSeparator
                && entry.StartsWith(id, StringComparison.Ordinal) && entry[(id.Length + 1)..^1].SequenceEqual(recipient))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The entry that refuses a purpose for a recipient alone: written like a purpose that is refused.</summary>
    /// <param name="id">Key of the purpose.</param>
    /// <param name="recipient">Key of the recipient.</param>
    public static KeyValuePair<string, string?> Refusal(string id, string recipient) => new($"{id}{RecipientMark}{recipient}", null);

    /// <summary>Writes the text; sorted, so that equal choices have one text.</summary>
    /// <param name="purposes">Purposes with the scope that was shown, or null: refused.</param>
    /// <param name="refusedRecipients">Recipients that were refused.</param>
    public static string Write(IEnumerable<KeyValuePair<string, string?>> purposes, IEnumerable<string> refusedRecipients)
    {
        var text = new StringBuilder();
        foreach (var (id, scope) in purposes.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Begin().Append(id).Append(ScopeSeparator).Append(scope);
        }

        foreach (var id in refusedRecipients.Order(StringComparer.Ordinal))
        {
            Begin().Append(RecipientMark).Append(id).Append(ScopeSeparator);
        }

        return text.ToString();

        StringBuilder Begin() => text.Length == 0 ? text : text.Append(EntrySeparator);
    }

    /// <inheritdoc/>
    public override string ToString() => Text.ToString();
}

/// <summary>What was said to a purpose.</summary>
public enum Answer
{
    /// <summary>Nobody asked, or the answer is not known.</summary>
    NotAsked,

    /// <summary>Accepted.</summary>
    Yes,

    /// <summary>Refused.</summary>
    No,
}
