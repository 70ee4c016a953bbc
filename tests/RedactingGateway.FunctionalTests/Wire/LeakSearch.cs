namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>A planted value that was found where it may not be.</summary>
internal sealed record LeakHit(PlantedValue Planted, string Spelling, string Where)
{
    public override string ToString() => $"{Planted} ({Spelling}) at {Where}";
}

/// <summary>Finds planted values in what was received, in any spelling, in the raw bytes and at every layer.</summary>
internal sealed class LeakSearch
{
    private readonly List<NeedleGroup> _needles;
    private readonly Dictionary<string, List<(PlantedValue Planted, string Spelling)>> _searched = [];

    public LeakSearch(IEnumerable<PlantedValue> planted)
    {
        _needles = [.. planted.SelectMany(Needles.Of).GroupBy(needle => needle.Match).Select(group => new NeedleGroup(group.Key, [.. group]))];
    }

    public LeakSearch(PlantedPerson person)
        : this(person.Values)
    {
    }

    public IReadOnlyList<LeakHit> In(WireRequest request) =>
        Search(WireDecoder.Decode(request).Concat(ByteText.Readings(request.ToBytes()).Select(text => new DecodedValue("raw", text))));

    /// <summary>Searches any text, e.g. a log line or a page.</summary>
    public IReadOnlyList<LeakHit> In(string where, string text) => Search(WireDecoder.Decode(where, text));

    /// <summary>Forgets the texts it has searched. What it is searched for stays: making its spellings takes longest.</summary>
    public void Forget() => _searched.Clear();

    private List<LeakHit> Search(IEnumerable<DecodedValue> values) =>
        [.. values.SelectMany(value => Hits(value.Text).Select(hit => new LeakHit(hit.Planted, hit.Spelling, value.Where))).Distinct()];

    private List<(PlantedValue Planted, string Spelling)> Hits(string text)
    {
        if (!_searched.TryGetValue(text, out var hits))
        {
            hits = [.. TextViews.Of(text).SelectMany(Hits).Distinct()];
            _searched[text] = hits;
        }

        return hits;
    }

    private IEnumerable<(PlantedValue Planted, string Spelling)> Hits(TextView view)
    {
        var text = new SearchableText(view.Text);
        foreach (var needle in _needles.SelectMany(group => group.MayBeIn(text)))
        {
            if (needle.FindIn(text) is { } spelling)
            {
                yield return (needle.Planted, view.Spelling.Length == 0 ? spelling : $"{view.Spelling}, {spelling}");
            }
        }
    }
}
