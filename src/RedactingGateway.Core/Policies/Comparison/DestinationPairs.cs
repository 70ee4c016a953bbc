namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>Which destination of the old policy does what one of the new does.</summary>
internal static class DestinationPairs
{
    /// <summary>Pairs by key; one that is new under its key has the one that is gone with the same recipient and protocol: it was renamed.</summary>
    public static IEnumerable<(CompiledDestination? Old, CompiledDestination Now)> Of(PolicySnapshot before, PolicySnapshot after)
    {
        var gone = before.Destinations.Where(d => !after.Destinations.Any(a => a.Id == d.Id)).ToList();
        foreach (var now in after.Destinations)
        {
            var old = before.Destinations.FirstOrDefault(d => d.Id == now.Id);
            if (old is null && gone.Find(d => d.Recipient == now.Recipient && d.Protocol == now.Protocol) is { } renamed)
            {
                gone.Remove(renamed);
                old = renamed;
            }

            yield return (old, now);
        }
    }
}
