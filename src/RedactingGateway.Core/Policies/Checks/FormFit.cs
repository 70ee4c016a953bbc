using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>The table of forms and field types (config/README.md, "Forms").</summary>
internal static class FormFit
{
    /// <summary>Whether <paramref name="form"/> can be given to values of <paramref name="type"/>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="type">The field's type.</param>
    /// <param name="isListed">Whether the field's values are a short list: a hash of such a value is guessed at once.</param>
    public static bool Fits(FormKind form, FieldType type, bool isListed = false) => form switch
    {
        FormKind.Keep => true,
        FormKind.Hash or FormKind.Pseudonymize => type is FieldType.String or FieldType.OpaqueId && !isListed,
        FormKind.Truncate => type == FieldType.Ip,
        FormKind.Generalize => GeneralizeTreatment.Supports(type),
        FormKind.ScrubUrl => type == FieldType.Url,
        FormKind.Replace => type is FieldType.String or FieldType.Text or FieldType.Url or FieldType.OpaqueId or FieldType.UserAgent,
        _ => false,
    };
}
