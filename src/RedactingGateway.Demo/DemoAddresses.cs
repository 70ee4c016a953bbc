namespace RedactingGateway.Demo;

/// <summary>Where a started demo listens.</summary>
/// <param name="Gateway">The gateway, and behind its site route the shop; without trailing slash.</param>
/// <param name="Admin">The gateway's admin pages.</param>
internal sealed record DemoAddresses(string Gateway, Uri Admin)
{
    /// <summary>First page of the shop.</summary>
    public Uri Shop => new(Gateway + "/");

    /// <summary>The page that shows what leaves.</summary>
    public Uri View => new(Gateway + "/demo");
}
