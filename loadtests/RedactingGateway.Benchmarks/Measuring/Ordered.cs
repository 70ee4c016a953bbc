using System.Diagnostics.CodeAnalysis;

namespace RedactingGateway.Benchmarks.Measuring;

/// <summary>A parameter of benchmarks that keeps its place; by themselves they are sorted by name.</summary>
/// <param name="Place">Its place.</param>
/// <param name="Value">What is measured.</param>
[SuppressMessage("Design", "MA0097:A class that implements IComparable<T> or IComparable should override comparison operators", Justification = "only BenchmarkDotNet compares them")]
internal sealed record Ordered(int Place, object Value) : IComparable
{
    public static IEnumerable<object> All(IEnumerable<object> values) => values.Select(static (value, i) => new Ordered(i, value));

    public int CompareTo(object? obj) => Place.CompareTo((obj as Ordered)?.Place);

    public override string ToString() => Value.ToString()!;
}
