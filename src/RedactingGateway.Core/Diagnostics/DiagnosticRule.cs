namespace RedactingGateway.Core.Diagnostics;

/// <summary>A kind of problem that a policy can have.</summary>
/// <param name="Id">Stable id; its page is <c>config/rules/{Id}.md</c>.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Severity">How much it weighs.</param>
public sealed record DiagnosticRule(string Id, string Title, Severity Severity)
{
    /// <summary>Whether a person can answer for it under <c>accept:</c>: findings of law, except those that nothing can leave by anyway.</summary>
    public bool IsAcceptable => Id.StartsWith("RGW4", StringComparison.Ordinal) && Id is not ("RGW4002" or "RGW4007" or "RGW4008");
}
