namespace RedactingGateway.LoadTests.Scenarios.Options;

/// <summary>What the sink saw.</summary>
/// <param name="Requests">Requests that reached it and were searched.</param>
/// <param name="Leaks">Planted values in them that no purpose allows.</param>
/// <param name="Unchecked">Requests that could not be searched: they count as a fault of the run.</param>
/// <param name="Places">Where leaks were: category and place, no value.</param>
internal sealed record LeakCount(long Requests, long Leaks, long Unchecked, IReadOnlyList<string> Places);
