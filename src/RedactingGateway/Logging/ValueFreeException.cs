using System.Text;

namespace RedactingGateway.Logging;

/// <summary>An exception as types and stacks, inner ones included; messages and data stay behind.</summary>
#pragma warning disable CA1032, CA1064 // Never thrown: it only stands in for another one in a log entry.
internal sealed class ValueFreeException : Exception
#pragma warning restore CA1032, CA1064
{
    // 8 levels: deeper nesting says nothing more, and a cycle cannot run away.
    private const int MaxDepth = 8;

    private readonly string _text;

    public ValueFreeException(Exception original)
        : base(original.GetType().FullName)
    {
        StackTrace = original.StackTrace;
        HResult = original.HResult;
        _text = Describe(original);
    }

    /// <inheritdoc/>
    public override string? StackTrace { get; }

    /// <summary>Types and stacks of <paramref name="exception"/> and everything inside it.</summary>
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        Append(text, exception, 0);
        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static void Append(StringBuilder text, Exception exception, int depth)
    {
        text.Append(exception.GetType().FullName);
        if (depth < MaxDepth && exception is AggregateException aggregate)
        {
            foreach (var inner in aggregate.InnerExceptions)
            {
                Append(text.Append('\n').Append(" ---> "), inner, depth + 1);
            }
        }
        else if (depth < MaxDepth && exception.InnerException is { } inner)
        {
            Append(text.Append('\n').Append(" ---> "), inner, depth + 1);
        }

        if (exception.StackTrace is { } stack)
        {
            text.Append('\n').Append(stack);
        }
    }
}
