using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Pipeline;

/// <summary>Lets the demo watch requests. The host itself never makes one, and has no code that keeps or renders a value.</summary>
/// <param name="NewTrace">Makes the trace that takes a request's decisions down.</param>
/// <param name="Ended">Is told of every request to a destination when it has been answered; its memory is still there.</param>
internal sealed record RedactionProbe(Func<DecisionTrace> NewTrace, Func<HttpContext, GatewayFeature, Task> Ended);
