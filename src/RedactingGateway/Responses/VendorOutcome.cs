namespace RedactingGateway.Responses;

/// <summary>What came of a request to a vendor.</summary>
/// <param name="Status">The vendor's status, or null: it could not be reached or did not answer in time.</param>
/// <param name="RetryAfter">The vendor's <c>Retry-After</c>, if it is well-formed.</param>
/// <param name="BodyPasses">Whether the vendor's own body is the answer.</param>
/// <param name="IsComplete">Whether the vendor answered, and its body, where it was wanted, ended in time.</param>
internal sealed record VendorOutcome(int? Status, string? RetryAfter = null, bool BodyPasses = false, bool IsComplete = true)
{
    /// <summary>No answer.</summary>
    public static VendorOutcome Unreachable { get; } = new(Status: null, IsComplete: false);

    /// <summary>Whether the vendor took the events.</summary>
    public bool IsAccepted => Status is >= 200 and <= 299;
}
