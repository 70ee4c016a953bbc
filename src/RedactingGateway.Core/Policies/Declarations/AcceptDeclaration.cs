using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>A finding of law that somebody answers for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Of">Key of the purpose, recipient, destination or site that it is about; null: all.</param>
/// <param name="By">Who accepts it.</param>
/// <param name="Until">Last day on which it is accepted.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record AcceptDeclaration(string Id, string? Of, string By, DateOnly Until, SourceSpan Span);
