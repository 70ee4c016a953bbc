using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Form and field → treatment.</summary>
internal static class TreatmentCompiler
{
    public static Treatment Compile(FormDeclaration form, FieldDeclaration field, string category, string domain) => form.Kind switch
    {
        FormKind.Hash => new HashTreatment(field.Normalizer ?? DefaultNormalizer(category), field.Output),
        FormKind.Pseudonymize => new PseudonymizeTreatment(domain, category, form.RotateDays, field.Shape),
        FormKind.Truncate => new TruncateTreatment(form.Ipv4Bits, form.Ipv6Bits),
        FormKind.Generalize => new GeneralizeTreatment(field.Type),
        FormKind.ScrubUrl => new ScrubUrlTreatment([.. form.KeepParameters.Select(p => new NamePattern(p))]),
        FormKind.Replace => new ReplaceTreatment(form.Replacement),
        _ => KeepTreatment.Instance,
    };

    private static HashNormalizer DefaultNormalizer(string category) =>
        category == "user.contact.email" ? HashNormalizer.Email : HashNormalizer.TrimLower;
}
