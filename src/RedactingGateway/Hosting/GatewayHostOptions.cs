using RedactingGateway.Core.Policies;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Hosting;

/// <summary>What a caller in the same process says instead of configuration; null leaves it to the configuration.</summary>
public sealed record GatewayHostOptions
{
    /// <summary>Command line, as <c>dotnet run --project src/RedactingGateway -- …</c> takes it.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary><c>Development</c>, <c>Production</c>, …</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>Folder with <c>gateway.yaml</c>.</summary>
    public string? ConfigDirectory { get; init; }

    /// <summary>Addresses for visitors, separated by <c>;</c>; port 0 takes a free one.</summary>
    public string? Urls { get; init; }

    /// <summary>Address of the admin pages; port 0 takes a free one.</summary>
    public string? AdminUrl { get; init; }

    /// <summary>Folder for what must not be lost; each process has its own.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>Bearer token of the admin calls that concern people.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Root secret, at least 32 bytes.</summary>
    public byte[]? RootSecret { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Values for <c>${NAME}</c> in the policy.</summary>
    public Func<string, string?>? PolicyEnvironment { get; init; }

    /// <summary>A compiled policy, in place of a folder.</summary>
    public PolicySnapshot? Policy { get; init; }

    /// <summary>Watches requests, with values; for the demo alone.</summary>
    internal RedactionProbe? Probe { get; init; }

    /// <summary>Log providers in place of the console; they see what the console would see, free of values.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
