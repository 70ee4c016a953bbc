namespace RedactingGateway.Options;

/// <summary>The host settings do not allow a start; the message is for the operator.</summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, and what to set.</param>
    public StartRefusedException(string message)
        : base(message)
    {
    }
}
