namespace RedactingGateway.Core.Policies;

/// <summary>Who approved the policy, as people are told of it.</summary>
/// <param name="By">Who.</param>
/// <param name="On">When.</param>
/// <param name="Scope">What was approved: the policy's scope at that time, or null where it was not written down.</param>
public sealed record PolicyApproval(string By, DateOnly On, string? Scope);
