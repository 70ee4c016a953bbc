namespace RedactingGateway.Core.Tests.Signals.Tcf;

/// <summary>A TC string by hand, in which each part can be set; by default without any permission.</summary>
internal sealed record TcSample
{
    public int Version { get; init; } = 2;

    public DateTimeOffset Created { get; init; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset? LastUpdated { get; init; }

    public int Policy { get; init; } = 4;

    public bool IsServiceSpecific { get; init; } = true;

    public int[] Consent { get; init; } = [];

    public int[] Interest { get; init; } = [];

    public int[] VendorConsent { get; init; } = [];

    public int[] VendorInterest { get; init; } = [];

    /// <summary>Consent of vendors as ranges instead of a bit field.</summary>
    public (int First, int Last)[]? ConsentRanges { get; init; }

    public (int Purpose, int Type, (int First, int Last)[] Vendors)[] Restrictions { get; init; } = [];

    /// <summary>Vendors that were disclosed; null: there is no such segment, as in TCF 2.2.</summary>
    public int[]? Disclosed { get; init; }

    public override string ToString()
    {
        var core = new BitWriter().Add(Version, 6)
            .Add(Created.ToUnixTimeMilliseconds() / 100, 36)
            .Add((LastUpdated ?? Created).ToUnixTimeMilliseconds() / 100, 36)
            .Add(10, 12).Add(1, 12).Add(1, 6).Add(3, 6).Add(4, 6).Add(100, 12).Add(Policy, 6)
            .Add(IsServiceSpecific ? 1 : 0, 1).Add(0, 1).AddIds(12)
            .AddIds(24, Consent).AddIds(24, Interest).Add(0, 1).Add(3, 6).Add(4, 6);
        if (ConsentRanges is null)
        {
            AddBitField(core, VendorConsent);
        }
        else
        {
            core.Add(ConsentRanges.Select(range => range.Last).DefaultIfEmpty(0).Max(), 16).Add(1, 1).AddRanges(ConsentRanges);
        }

        AddBitField(core, VendorInterest).Add(Restrictions.Length, 12);
        foreach (var (purpose, type, vendors) in Restrictions)
        {
            core.Add(purpose, 6).Add(type, 2).AddRanges(vendors);
        }

        return Disclosed is null ? core.ToString() : $"{core}.{AddBitField(new BitWriter().Add(1, 3), Disclosed)}";
    }

    private static BitWriter AddBitField(BitWriter writer, int[] ids)
    {
        var max = ids.DefaultIfEmpty(0).Max();
        return writer.Add(max, 16).Add(0, 1).AddIds(max, ids);
    }
}
