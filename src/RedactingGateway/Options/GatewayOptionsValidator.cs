using Microsoft.Extensions.Options;

namespace RedactingGateway.Options;

/// <summary>Checks host settings before anything listens.</summary>
[OptionsValidator]
internal sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;
