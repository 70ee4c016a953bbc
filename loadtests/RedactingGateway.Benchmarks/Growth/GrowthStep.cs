namespace RedactingGateway.Benchmarks.Growth;

/// <summary>One size of what grows.</summary>
/// <param name="Label">As the table calls it.</param>
/// <param name="Size">Its size in the unit of its series.</param>
/// <param name="Run">Does the work once.</param>
internal sealed record GrowthStep(string Label, double Size, Func<int> Run);

/// <summary>The same work at growing sizes.</summary>
/// <param name="What">What grows.</param>
/// <param name="IsFlat">Whether the work should not notice; otherwise it should grow no faster than the size.</param>
/// <param name="Steps">Smallest first.</param>
internal sealed record GrowthSeries(string What, bool IsFlat, IReadOnlyList<GrowthStep> Steps);
