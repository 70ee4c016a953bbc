using RedactingGateway.Core.Policies.Declarations;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Which forms tell no more than another; what cannot be compared is not said to.</summary>
internal static class FormOrder
{
    /// <summary>Whether <paramref name="form"/> tells no more of a value than <paramref name="limit"/>.</summary>
    public static bool IsWithin(FormDeclaration form, FormDeclaration limit)
    {
        if (limit.Kind == FormKind.Keep || form.Kind == FormKind.Replace || form.IsSameAs(limit))
        {
            return true;
        }

        return (form.Kind, limit.Kind) switch
        {
            // A keyed hash joins less than a plain one does.
            (FormKind.Pseudonymize, FormKind.Hash) => true,
            (FormKind.Pseudonymize, FormKind.Pseudonymize) => form.RotateDays <= limit.RotateDays && BitsOf(form) <= BitsOf(limit),
            (FormKind.Truncate, FormKind.Truncate) when form.To is { } own && limit.To is { } most => own <= most,
            (FormKind.Truncate, FormKind.Truncate) => form.To is null && limit.To is null && form.Ipv4Bits <= limit.Ipv4Bits && form.Ipv6Bits <= limit.Ipv6Bits,
            (FormKind.Mask, FormKind.Mask) => form.First <= limit.First && form.Last <= limit.Last,
            (FormKind.ScrubUrl, FormKind.ScrubUrl) => form.KeepParameters.All(limit.KeepParameters.Contains) && limit.Paths.All(form.Paths.Contains),
            (FormKind.Bucket, FormKind.Bucket) => form.Bounds.All(limit.Bounds.Contains),
            _ => false,
        };
    }

    private static int BitsOf(FormDeclaration form) => form.Bits == 0 ? int.MaxValue : form.Bits;
}
