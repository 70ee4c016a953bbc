using RedactingGateway.Assets;
using RedactingGateway.Core.Redaction;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.Logging;

/// <summary>Everything that the gateway itself logs: ids from the policy, reasons, counts. Never a value, never a name from a client.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(GatewayEventIds.Listening, LogLevel.Information, "Policy {Revision} is in force; listening on {Gateway}, admin on {Admin}.")]
    public static partial void Listening(this ILogger logger, string revision, string gateway, string admin);

    [LoggerMessage(
        GatewayEventIds.DevelopmentRootSecret,
        LogLevel.Warning,
        "There is no root secret; the one of this folder's development, {File}, stands in. Outside Development the gateway does not start like this.")]
    public static partial void DevelopmentRootSecret(this ILogger logger, string file);

    [LoggerMessage(GatewayEventIds.PolicyDiagnostic, LogLevel.Warning, "{Diagnostic}")]
    public static partial void PolicyDiagnostic(this ILogger logger, string diagnostic);

    [LoggerMessage(GatewayEventIds.PolicyReloaded, LogLevel.Information, "Policy {Revision} is in force in place of {Before} ({Cause}).")]
    public static partial void PolicyReloaded(this ILogger logger, string revision, string before, ReloadCause cause);

    [LoggerMessage(GatewayEventIds.PolicyRefused, LogLevel.Error, "What stands in the policy's files was refused, {Errors} errors ({Cause}); policy {Revision} goes on.")]
    public static partial void PolicyRefused(this ILogger logger, int errors, ReloadCause cause, string revision);

    [LoggerMessage(GatewayEventIds.PolicyError, LogLevel.Error, "{Diagnostic}")]
    public static partial void PolicyError(this ILogger logger, string diagnostic);

    [LoggerMessage(GatewayEventIds.PolicyNotReloaded, LogLevel.Error, "The policy's files could not be read as one, or what stands there could not be put in force ({Cause}); policy {Revision} goes on.")]
    public static partial void PolicyNotReloaded(this ILogger logger, ReloadCause cause, string revision, Exception exception);

    [LoggerMessage(GatewayEventIds.PolicyNotWatched, LogLevel.Warning, "The system does not announce changes of {Folder} ({Error}); it is looked at every {Every} (zero: never), by SIGHUP and by POST /reload.")]
    public static partial void PolicyNotWatched(this ILogger logger, string folder, string error, TimeSpan every);

    [LoggerMessage(GatewayEventIds.SettingsNotTaken, LogLevel.Warning, "Host settings changed that are taken at the next start only: {Settings}.")]
    public static partial void SettingsNotTaken(this ILogger logger, string settings);

    [LoggerMessage(GatewayEventIds.Draining, LogLevel.Information, "Told to stop: requests are served for another {Delay}, those under way then have {Timeout}.")]
    public static partial void Draining(this ILogger logger, TimeSpan delay, TimeSpan timeout);

    [LoggerMessage(
        GatewayEventIds.ForwardedNotBelieved,
        LogLevel.Warning,
        "Somebody sends X-Forwarded-For who is not in Gateway:TrustedProxies, and is not believed. If that is a proxy of yours, all visitors behind it count as one. This is said once.")]
    public static partial void ForwardedNotBelieved(this ILogger logger);

    [LoggerMessage(GatewayEventIds.CertificateRenewed, LogLevel.Information, "New connections get the new TLS certificate, which ends {Until}.")]
    public static partial void CertificateRenewed(this ILogger logger, DateTimeOffset until);

    [LoggerMessage(GatewayEventIds.CertificateRefused, LogLevel.Error, "The TLS files changed and cannot serve ({Error}); the certificate before them stays in use and ends {Until}.")]
    public static partial void CertificateRefused(this ILogger logger, string error, DateTimeOffset until);

    [LoggerMessage(GatewayEventIds.RequestFailed, LogLevel.Error, "A request failed and was answered without content.")]
    public static partial void RequestFailed(this ILogger logger, Exception exception);

    [LoggerMessage(GatewayEventIds.RedactionFailed, LogLevel.Error, "Redaction for {Destination} failed; nothing left.")]
    public static partial void RedactionFailed(this ILogger logger, string destination, Exception exception);

    [LoggerMessage(GatewayEventIds.BodyNotRead, LogLevel.Debug, "The body of a request for {Destination} was not read to its end: {Reason}.")]
    public static partial void BodyNotRead(this ILogger logger, string destination, WithheldReason reason, Exception exception);

    [LoggerMessage(GatewayEventIds.VendorAnswered, LogLevel.Debug, "The vendor behind {Destination} answered {Status}.")]
    public static partial void VendorAnswered(this ILogger logger, string destination, int status);

    [LoggerMessage(GatewayEventIds.VendorFailed, LogLevel.Warning, "The vendor behind {Destination} could not be reached or did not answer: {Error}.")]
    public static partial void VendorFailed(this ILogger logger, string destination, string error);

    [LoggerMessage(GatewayEventIds.UnredactedRequestStopped, LogLevel.Critical, "A request for {Destination} reached the forwarder without redaction and was stopped.")]
    public static partial void UnredactedRequestStopped(this ILogger logger, string destination);

    [LoggerMessage(GatewayEventIds.AssetNotServed, LogLevel.Warning, "The file {Path} of the vendor behind {Destination} is not served: {Outcome}. Pages get a stub.")]
    public static partial void AssetNotServed(this ILogger logger, string destination, string path, AssetOutcome outcome);

    [LoggerMessage(GatewayEventIds.CircuitOpened, LogLevel.Warning, "The host {Host} of {Destination} does not answer: nothing is sent to it until a trial request is answered.")]
    public static partial void CircuitOpened(this ILogger logger, string destination, string host);

    [LoggerMessage(GatewayEventIds.CircuitClosed, LogLevel.Information, "The host {Host} of {Destination} answers again.")]
    public static partial void CircuitClosed(this ILogger logger, string destination, string host);

    [LoggerMessage(GatewayEventIds.RedisIsUp, LogLevel.Information, "Redis answers node {Node}; it has what the node kept for it.")]
    public static partial void RedisIsUp(this ILogger logger, string node);

    [LoggerMessage(GatewayEventIds.RedisIsDown, LogLevel.Warning, "Redis does not answer node {Node} ({Error}): known subjects count as objecting, changes are kept in the journal.")]
    public static partial void RedisIsDown(this ILogger logger, string node, string error);

    [LoggerMessage(
        GatewayEventIds.NewSaltGeneration,
        LogLevel.Warning,
        "No node has the salt of the running or next epoch of {Days} days any more: generation {Generation} was agreed on, pseudonyms of that epoch start anew.")]
    public static partial void NewSaltGeneration(this ILogger logger, int days, int generation);

    [LoggerMessage(
        GatewayEventIds.ForeignSalt,
        LogLevel.Error,
        "Another node has the salt of an epoch of {Days} days and another root secret: this node has no pseudonyms until all have the same.")]
    public static partial void ForeignSalt(this ILogger logger, int days);

    [LoggerMessage(GatewayEventIds.SaltIsMissing, LogLevel.Error, "A salt could not be written or destroyed; pseudonyms without a salt are dropped.")]
    public static partial void SaltIsMissing(this ILogger logger, Exception exception);

    [LoggerMessage(GatewayEventIds.StateNotSwept, LogLevel.Warning, "What is past its retention could not be deleted; it is tried again.")]
    public static partial void StateNotSwept(this ILogger logger, Exception exception);

    [LoggerMessage(GatewayEventIds.DisclosuresNotWritten, LogLevel.Warning, "The counts for the transparency page could not be written; the next report has them too.")]
    public static partial void DisclosuresNotWritten(this ILogger logger, Exception exception);

    [LoggerMessage(GatewayEventIds.AcceptanceNotTaken, LogLevel.Warning, "An acceptance on {Site} could not be recorded and was not taken.")]
    public static partial void AcceptanceNotTaken(this ILogger logger, string site, Exception exception);

    [LoggerMessage(GatewayEventIds.WithdrawalNotRecorded, LogLevel.Error, "A withdrawal on {Site} holds in the visitor's browser, but could not be added to the consent record.")]
    public static partial void WithdrawalNotRecorded(this ILogger logger, string site, Exception exception);

    [LoggerMessage(GatewayEventIds.ObjectionNotKept, LogLevel.Error, "An objection of a known subject on {Site} could not be kept; the visitor was told.")]
    public static partial void ObjectionNotKept(this ILogger logger, string site, Exception exception);

    [LoggerMessage(GatewayEventIds.RefusalNotQueued, LogLevel.Error, "The backend of {Site} will not learn of a refusal: the message could not be kept.")]
    public static partial void RefusalNotQueued(this ILogger logger, string site, Exception exception);

    [LoggerMessage(GatewayEventIds.RefusalNotDelivered, LogLevel.Information, "The backend of {Site} did not take a message on a refusal (attempt {Attempt}: {Error}); it is sent again.")]
    public static partial void RefusalNotDelivered(this ILogger logger, string site, int attempt, string error);

    [LoggerMessage(GatewayEventIds.RefusalGivenUp, LogLevel.Warning, "The backend of {Site} did not take a message on a refusal in {Attempt} attempts ({Error}); it is given up.")]
    public static partial void RefusalGivenUp(this ILogger logger, string site, int attempt, string error);

    [LoggerMessage(GatewayEventIds.RefusalRoundFailed, LogLevel.Error, "Messages on refusals could not be sent or marked; they are tried again.")]
    public static partial void RefusalRoundFailed(this ILogger logger, Exception exception);

    [LoggerMessage(GatewayEventIds.AdminCallRefused, LogLevel.Warning, "A call of the admin API was refused: {Reason}.")]
    public static partial void AdminCallRefused(this ILogger logger, string reason);
}
