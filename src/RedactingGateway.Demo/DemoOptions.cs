namespace RedactingGateway.Demo;

/// <summary>What the caller of a demo decides.</summary>
internal sealed record DemoOptions
{
    /// <summary>Port of the gateway; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Port of the gateway's admin pages; 0 takes a free one.</summary>
    public int AdminPort { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
