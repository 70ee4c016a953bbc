using RedactingGateway.Core.Policies;

namespace RedactingGateway.Cli;

/// <summary>What is asked of an explanation.</summary>
/// <param name="Visitor">Whose request it is.</param>
internal sealed record ExplanationRequest(Visitor Visitor)
{
    /// <summary>Key of the destination, or null: by the request's path, or the vendor's host.</summary>
    public string? Destination { get; init; }

    /// <summary>Key of the site, or null: by the request's Host, or the only one.</summary>
    public string? Site { get; init; }

    /// <summary>Exactly these purposes are granted; none: what the signals say.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [];

    /// <summary>Whether values are taken down.</summary>
    public bool WithValues { get; init; }

    /// <summary>The visitor's address, or null.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>When the request arrives.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The site that the request is for, or null.</summary>
    /// <exception cref="FormatException">There is no site of that key.</exception>
    public CompiledSite? SiteIn(PolicySnapshot policy, HttpFile file)
    {
        if (Site is not null)
        {
            return policy.Sites.FirstOrDefault(s => s.Id == Site)
                ?? throw new FormatException($"There is no site '{Site}'; there are {string.Join(", ", policy.Sites.Select(s => s.Id))}.");
        }

        var host = file.Headers.FirstOrDefault(h => h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)).Value ?? "";
        return policy.FindSite(host, host.Split(':')[0]) ?? (policy.Sites.Length == 1 ? policy.Sites[0] : null);
    }
}
