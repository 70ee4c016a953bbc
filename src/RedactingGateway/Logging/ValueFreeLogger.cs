namespace RedactingGateway.Logging;

/// <summary>Writes foreign entries without arguments and every exception without message.</summary>
internal sealed class ValueFreeLogger(ILogger inner, bool isOwn) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => isOwn ? inner.BeginScope(state) : null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
        {
            return;
        }

        var stripped = exception is null ? null : new ValueFreeException(exception);
        if (isOwn)
        {
            // Our formatters do not look at the exception; it is kept from them all the same.
            inner.Log(logLevel, eventId, state, stripped, (s, _) => formatter(s, null));
        }
        else
        {
            inner.Log(logLevel, eventId, ValueFreeState.Of(eventId, state), stripped, static (s, _) => s.ToString());
        }
    }
}
