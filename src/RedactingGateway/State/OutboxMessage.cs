namespace RedactingGateway.State;

/// <summary>One message to a site's backend.</summary>
/// <param name="Id">Random; the receiver tells by it a message that came twice.</param>
/// <param name="Site">Id of the site.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Created">When it was put in.</param>
internal sealed record OutboxMessage(Guid Id, string Site, byte[] Body, DateTimeOffset Created);

/// <summary>A message that is due; its lease ends after <see cref="Outbox.Lease"/>.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempts">How often sending failed so far.</param>
internal sealed record DueMessage(OutboxMessage Message, int Attempts);
