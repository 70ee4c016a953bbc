namespace RedactingGateway.Core.Redaction;

/// <summary>Why a field, a unit or a whole request did not leave: a closed set, fit for metric labels.</summary>
public enum WithheldReason
{
    /// <summary>It left.</summary>
    None,

    /// <summary>No purpose is granted for this visitor (no choice was made, consent does not cover today's scope).</summary>
    NoGrant,

    /// <summary>The visitor refused (choice, <c>Sec-GPC</c>, objection).</summary>
    Refused,

    /// <summary>The protocol does not know the field.</summary>
    UnknownField,

    /// <summary>The field has no data category yet: <c>extend:</c> gives it one.</summary>
    Uncategorised,

    /// <summary>No granted purpose allows the category.</summary>
    Policy,

    /// <summary>The category stands under <c>never:</c>.</summary>
    Never,

    /// <summary>Read from the device, and no granted purpose rests on consent or is strictly necessary.</summary>
    DeviceAccess,

    /// <summary>A vendor's credential: it is injected, never passed on from a browser.</summary>
    Credential,

    /// <summary>The value does not have the shape that the field must have.</summary>
    Shape,

    /// <summary>The value or body could not be decoded all the way down.</summary>
    Undecodable,

    /// <summary>The content net found something in the value that may not leave, and only the whole could go.</summary>
    Detected,

    /// <summary>A required field of the unit may not leave.</summary>
    Required,

    /// <summary>A limit was exceeded: size, ratio, depth, number of fields.</summary>
    Limit,

    /// <summary>No destination or endpoint has this method and path.</summary>
    UnknownEndpoint,

    /// <summary>Nothing was left to send.</summary>
    Empty,

    /// <summary>The destination is in <c>mode: shadow</c>.</summary>
    Shadow,

    /// <summary>The vendor refused, failed or could not be reached.</summary>
    VendorFailed,

    /// <summary>The gateway sets the field itself: a restriction flag, a secret.</summary>
    Overridden,

    /// <summary>The salt of the pseudonym's epoch is not there.</summary>
    NoKey,

    /// <summary>The destination drops the event, or no granted purpose is for it (<c>drop:</c>, <c>when:</c>).</summary>
    Event,

    /// <summary>The event names a sensitive page or product (<c>sensitive:</c>).</summary>
    Sensitive,

    /// <summary>As many requests as the host may have are on their way to it already.</summary>
    VendorBusy,

    /// <summary>The host has not answered for a while: nothing is sent until a trial request is answered.</summary>
    CircuitOpen,

    /// <summary>One client sends more than its rate.</summary>
    RateLimit,
}
