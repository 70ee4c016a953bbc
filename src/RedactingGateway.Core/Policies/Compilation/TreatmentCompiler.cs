using System.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Redaction.Urls;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Form and field → treatment.</summary>
internal static class TreatmentCompiler
{
    public static Treatment Compile(FormDeclaration form, FieldDeclaration field, string category, string domain) => form.Kind switch
    {
        FormKind.Hash => new HashTreatment(field.Normalizer ?? DefaultNormalizer(category), field.Output),
        FormKind.Pseudonymize => new PseudonymizeTreatment(domain, category, form.RotateDays, field.Shape, form.Bits),
        FormKind.Truncate when form.To is { } unit => new TruncateDateTreatment(unit, field.Type),
        FormKind.Truncate => new TruncateTreatment(form.Ipv4Bits, form.Ipv6Bits),
        FormKind.Generalize => new GeneralizeTreatment(field.Type),
        FormKind.Mask => new MaskTreatment(form.First, form.Last),
        FormKind.Bucket => new BucketTreatment(form.Bounds),
        FormKind.Round => new RoundTreatment(form.Step, form.Unbiased),
        FormKind.ScrubUrl => new ScrubUrlTreatment([.. form.KeepParameters.Select(p => new NamePattern(p))], [.. form.Paths.Select(Template)]),
        FormKind.Replace => new ReplaceTreatment(form.Replacement),
        _ => KeepTreatment.Instance,
    };

    private static UrlPathTemplate Template(string path) =>
        UrlPathTemplate.TryParse(path, out var template) ? template : throw new UnreachableException();

    private static HashNormalizer DefaultNormalizer(string category) =>
        category == "user.contact.email" ? HashNormalizer.Email : HashNormalizer.TrimLower;
}
