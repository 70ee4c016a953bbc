namespace RedactingGateway.Logging;

/// <summary>Stands before every log provider, so that no log line of any category can carry a value of a request.</summary>
/// <remarks>
/// Categories that are not ours are written by people who log URLs, header names and exception messages for good
/// reasons of their own. Of them only constants pass: event id, category, level, template, types, stack.
/// </remarks>
internal sealed class ValueFreeLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    // Our own categories: their messages are written below Logging/ and carry ids, reasons and counts only.
    private const string OwnCategory = "RedactingGateway";

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        new ValueFreeLogger(inner.CreateLogger(categoryName), IsOwn(categoryName));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private static bool IsOwn(string category) =>
        category.StartsWith(OwnCategory, StringComparison.Ordinal)
        && (category.Length == OwnCategory.Length || category[OwnCategory.Length] == '.');
}
