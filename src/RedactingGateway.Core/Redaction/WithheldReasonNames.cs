namespace RedactingGateway.Core.Redaction;

/// <summary>A reason's name for machines and its sentence for people.</summary>
public static class WithheldReasonNames
{
    private static readonly string[] Codes = [.. Enum.GetNames<WithheldReason>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    /// <summary>The reason in camelCase, as metrics, JSON and the policy's tests spell it.</summary>
    public static string Code(this WithheldReason reason) => Codes[(int)reason];

    /// <summary>The reason as a sentence, without full stop.</summary>
    public static string Describe(this WithheldReason reason) => reason switch
    {
        WithheldReason.None => "it leaves",
        WithheldReason.NoGrant => "the visitor has granted no purpose",
        WithheldReason.Refused => "the visitor refused",
        WithheldReason.UnknownField => "the protocol does not know the field",
        WithheldReason.Uncategorised => "the field has no data category; extend: can give it one",
        WithheldReason.Policy => "no granted purpose allows the category",
        WithheldReason.Never => "the category stands under never:",
        WithheldReason.DeviceAccess => "read from the device, and no granted purpose rests on consent or is strictly necessary",
        WithheldReason.Credential => "a vendor's credential is never passed on",
        WithheldReason.Shape => "the value does not have the shape that the field must have",
        WithheldReason.Undecodable => "it could not be decoded all the way down",
        WithheldReason.Detected => "the content net found personal data that could not be cut out",
        WithheldReason.Required => "a required field of the unit may not leave",
        WithheldReason.Limit => "a limit was exceeded",
        WithheldReason.UnknownEndpoint => "no destination has this method and path",
        WithheldReason.Empty => "nothing was left to send",
        WithheldReason.Shadow => "the destination is in mode: shadow",
        WithheldReason.VendorFailed => "the vendor refused, failed or could not be reached",
        WithheldReason.Overridden => "the gateway sets the field itself",
        WithheldReason.NoKey => "the salt of the pseudonym's epoch is not there",
        WithheldReason.Event => "the destination drops the event, or no granted purpose is for it",
        WithheldReason.Sensitive => "the event names a sensitive page or product",
        WithheldReason.VendorBusy => "as many requests as the vendor's host may have are on their way to it",
        WithheldReason.CircuitOpen => "the vendor's host has not answered for a while",
        WithheldReason.RateLimit => "the client sends more than its rate",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
