using System.Collections.Immutable;

namespace RedactingGateway.Hosting;

/// <summary>Where a started gateway listens.</summary>
/// <param name="Gateway">Addresses for visitors.</param>
/// <param name="Admin">Address of the admin pages.</param>
public sealed record GatewayAddresses(ImmutableArray<Uri> Gateway, Uri Admin);
