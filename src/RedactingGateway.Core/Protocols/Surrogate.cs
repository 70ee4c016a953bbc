namespace RedactingGateway.Core.Protocols;

/// <summary>What stands in for a required field whose value may not leave; random values have the field's pseudonym shape.</summary>
public sealed record Surrogate
{
    private Surrogate()
    {
    }

    /// <summary>A new random value for each request.</summary>
    public static Surrogate PerRequest { get; } = new();

    /// <summary>
    /// One value for the events of a session, where the session's own field may leave; otherwise one for each request, because
    /// nothing else may tie requests together.
    /// </summary>
    public static Surrogate PerSession { get; } = new() { IsPerSession = true };

    /// <summary>The same value for everybody (decoded UTF-8), or null.</summary>
    public byte[]? Constant { get; private init; }

    /// <summary>Whether it is <see cref="PerSession"/>.</summary>
    public bool IsPerSession { get; private init; }

    /// <summary>The same value for everybody.</summary>
    public static Surrogate Of(byte[] constant) => new() { Constant = constant };
}
