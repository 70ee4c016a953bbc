namespace RedactingGateway.Logging;

/// <summary>Event ids of the gateway's own log entries; an id is never given a second meaning.</summary>
internal static class GatewayEventIds
{
    public const int Listening = 1;
    public const int TemporaryRootSecret = 2;
    public const int PolicyDiagnostic = 3;

    public const int RequestFailed = 10;
    public const int RedactionFailed = 11;
    public const int BodyNotRead = 12;

    public const int VendorAnswered = 20;
    public const int VendorFailed = 21;
    public const int UnredactedRequestStopped = 22;
}
