using System.Collections;

namespace RedactingGateway.Logging;

/// <summary>What is left of a foreign log entry: its template.</summary>
internal sealed class ValueFreeState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string TemplateKey = "{OriginalFormat}";

    private readonly string _template;

    private ValueFreeState(string template) => _template = template;

    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] =>
        index == 0 ? new(TemplateKey, _template) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Takes the template and leaves the arguments.</summary>
    /// <remarks>
    /// An entry without event id and without arguments may be a string that was put together with values
    /// (<c>LogDebug($"… {url}")</c>): its "template" is the message, and is left out too.
    /// </remarks>
    public static ValueFreeState Of<TState>(EventId eventId, TState state)
    {
        if (state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } pairs && (eventId.Id != 0 || pairs.Count > 1))
        {
            for (var i = pairs.Count - 1; i >= 0; i--)
            {
                if (pairs[i] is { Key: TemplateKey, Value: string template })
                {
                    return new ValueFreeState(template);
                }
            }
        }

        return new ValueFreeState("(message without template left out)");
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => _template;
}
