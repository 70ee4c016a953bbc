namespace RedactingGateway.Core.Diagnostics;

/// <summary>A kind of problem that a policy can have.</summary>
/// <param name="Id">Stable id; its page is <c>config/rules/{Id}.md</c>.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Severity">How much it weighs.</param>
public sealed record DiagnosticRule(string Id, string Title, Severity Severity);
