namespace RedactingGateway.Logging;

/// <summary>Event ids of the gateway's own log entries; an id is never given a second meaning (2 was a root secret that ended with the process).</summary>
internal static class GatewayEventIds
{
    public const int Listening = 1;
    public const int PolicyDiagnostic = 3;
    public const int DevelopmentRootSecret = 4;

    public const int Draining = 5;
    public const int ForwardedNotBelieved = 6;
    public const int CertificateRenewed = 7;
    public const int CertificateRefused = 8;

    public const int RequestFailed = 10;
    public const int RedactionFailed = 11;
    public const int BodyNotRead = 12;

    public const int VendorAnswered = 20;
    public const int VendorFailed = 21;
    public const int UnredactedRequestStopped = 22;

    public const int AssetNotServed = 23;
    public const int CircuitOpened = 24;
    public const int CircuitClosed = 25;

    public const int RedisIsUp = 30;
    public const int RedisIsDown = 31;
    public const int NewSaltGeneration = 32;
    public const int SaltIsMissing = 33;
    public const int StateNotSwept = 34;
    public const int ForeignSalt = 35;
    public const int DisclosuresNotWritten = 36;

    public const int AcceptanceNotTaken = 40;
    public const int WithdrawalNotRecorded = 41;
    public const int ObjectionNotKept = 42;
    public const int RefusalNotQueued = 43;
    public const int RefusalNotDelivered = 44;
    public const int RefusalGivenUp = 45;
    public const int RefusalRoundFailed = 46;
    public const int AdminCallRefused = 47;

    public const int PolicyReloaded = 60;
    public const int PolicyRefused = 61;
    public const int PolicyError = 62;
    public const int PolicyNotReloaded = 63;
    public const int PolicyNotWatched = 64;
    public const int SettingsNotTaken = 65;
}
