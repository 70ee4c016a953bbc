namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>The gateway's own script that starts what was held back and deletes what was stored.</summary>
/// <param name="Address">Its path at the site.</param>
/// <param name="Integrity">Its hash, as <c>integrity</c> spells it.</param>
/// <param name="Settings">Path of what it asks for the visitor's grants.</param>
public sealed record ActivationScript(string Address, string Integrity, string Settings);
