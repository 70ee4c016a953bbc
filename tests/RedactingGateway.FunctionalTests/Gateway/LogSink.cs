using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>A log provider that keeps everything a provider can get hold of: message, state, scopes, exception.</summary>
internal sealed class LogSink : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    public ConcurrentQueue<string> Lines { get; } = [];

    public string Text => string.Join('\n', Lines);

    /// <summary>Waits for a line; events that no answer tells of have nothing else to wait for.</summary>
    public async Task WaitForAsync(string text, int times = 1)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Lines.Count(line => line.Contains(text, StringComparison.Ordinal)) < times)
        {
            await Task.Delay(1, timeout.Token);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LogSink sink, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => sink._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var pairs = state is IEnumerable<KeyValuePair<string, object?>> list ? string.Join(';', list.Select(p => $"{p.Key}={p.Value}")) : $"{state}";
            List<string> scopes = [];
            sink._scopes?.ForEachScope(static (scope, all) => all.Add($"{scope}"), scopes);
            sink.Lines.Enqueue($"{logLevel} {category} [{eventId.Id} {eventId.Name}] {formatter(state, exception)} {pairs} {string.Join(',', scopes)} {exception} {exception?.Message} {exception?.InnerException}");
        }
    }
}
