using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Pipeline;

/// <summary>Step 2. After it the grant is known as far as headers and cookies tell it, and is not empty: else no body is read.</summary>
internal sealed class EnvelopeGrant(ChoiceCookie cookie)
{
    private const string SecGpc = "Sec-GPC";

    public bool Run(HttpContext context, GatewayFeature gateway)
    {
        var headers = context.Request.Headers;
        gateway.Signals = VisitorSignals.Read(CookieValues.Named(ChoiceCookie.Name, headers.Cookie), headers[SecGpc], cookie);
        gateway.Grant = Grant.Decide(gateway.Destination!, gateway.Signals);
        return !gateway.Grant.IsEmpty
            || gateway.Refuse(gateway.Grant.WasRefused ? WithheldReason.Refused : WithheldReason.NoGrant);
    }
}
