namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>The random choices of one case, read in order; where they end, the first choice is taken.</summary>
internal sealed class Tape(int[] choices)
{
    private int _at;

    public int Next(int count) => _at < choices.Length ? choices[_at++] % count : 0;

    public bool Chance(int outOf) => Next(outOf) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + Next(26))));

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Next(10))));
}
