namespace RedactingGateway.LoadTests.Scenarios.Options;

/// <summary>What a scenario came to.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Ok">Iterations that went well.</param>
/// <param name="Failed">Iterations with a step that did not.</param>
/// <param name="P99">99th percentile of the latency.</param>
internal sealed record ScenarioResult(string Name, long Ok, long Failed, TimeSpan P99);
