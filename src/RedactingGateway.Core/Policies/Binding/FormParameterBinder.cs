using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Redaction.Urls;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads the parameters of a form.</summary>
internal sealed class FormParameterBinder(NodeReader reader)
{
    // 400 days: the longest that browsers keep a cookie (RFC 6265bis § 5.6).
    private const int MaxRotateDays = 400;

    // More templates than any site has kinds of pages about a person; each is compared with every path.
    private const int MaxPaths = 32;

    private readonly DiagnosticBag _diagnostics = reader.Diagnostics;
    private readonly NumberFormBinder _numbers = new(reader);

    public FormDeclaration? Bind(FormDeclaration form, MappingReader members) => form.Kind switch
    {
        FormKind.Pseudonymize => BindPseudonymize(form, members),
        FormKind.Truncate => BindTruncate(form, members),
        FormKind.Mask => BindMask(form, members),
        FormKind.Bucket => _numbers.BindBucket(form, members),
        FormKind.Round => _numbers.BindRound(form, members),
        _ => form with
        {
            KeepParameters = [.. reader.Texts(members.Optional("keepParameters"), "'keepParameters'").Select(p => p.Value)],
            Paths = BindPaths(members),
        },
    };

    private FormDeclaration? BindPseudonymize(FormDeclaration form, MappingReader members)
    {
        var days = BindRotate(members);
        var bits = 0;
        if (members.Text("bits") is { } text && !TryWhole(text, PseudonymizeTreatment.MinBits, PseudonymizeTreatment.MaxBits, out bits))
        {
            Report(text, $"'bits' is a whole number from {PseudonymizeTreatment.MinBits} to {PseudonymizeTreatment.MaxBits}: with 20 there are a million pseudonyms, which people share");
            return null;
        }

        return days is null ? null : form with { RotateDays = days.Value, Bits = bits };
    }

    private int? BindRotate(MappingReader members)
    {
        if (members.RequiredText("rotate") is not { } text)
        {
            return null;
        }

        if (text.Value.EndsWith('d') && int.TryParse(text.Value.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MaxRotateDays)
        {
            return days;
        }

        Report(text, $"'rotate' is a number of days from 1d to {MaxRotateDays}d");
        return null;
    }

    private FormDeclaration? BindTruncate(FormDeclaration form, MappingReader members)
    {
        if (members.Optional("to") is { } to)
        {
            return reader.Word(to, WordsOf<CalendarUnit>.All, "'to'") is { } unit ? form with { To = unit } : null;
        }

        return (BindBits(members, "ipv4", 32), BindBits(members, "ipv6", 128)) is ({ } ipv4, { } ipv6) ? form with { Ipv4Bits = ipv4, Ipv6Bits = ipv6 } : null;
    }

    private int? BindBits(MappingReader members, string key, int most)
    {
        if (members.RequiredText(key) is not { } text)
        {
            return null;
        }

        if (TryWhole(text, 0, most - 1, out var bits))
        {
            return bits;
        }

        Report(text, $"'{key}' is the number of bits that stay, from 0 to {most - 1}");
        return null;
    }

    private FormDeclaration? BindMask(FormDeclaration form, MappingReader members)
    {
        var first = BindShown(members, "first");
        var last = BindShown(members, "last");
        if (first is null || last is null)
        {
            return null;
        }

        if (first + last == 0)
        {
            _diagnostics.Report(DiagnosticIds.FormParameters, form.Span, "'mask' shows nothing; say how many characters stay under first: or last:, or use replace");
            return null;
        }

        return form with { First = first.Value, Last = last.Value };
    }

    private int? BindShown(MappingReader members, string key)
    {
        if (members.Text(key) is not { } text)
        {
            return 0;
        }

        if (TryWhole(text, 0, MaskTreatment.MaxShown, out var shown))
        {
            return shown;
        }

        Report(text, $"'{key}' is the number of characters that stay, from 0 to {MaskTreatment.MaxShown}");
        return null;
    }

    private ImmutableArray<string> BindPaths(MappingReader members)
    {
        var paths = reader.Texts(members.Optional("paths"), "'paths'");
        foreach (var path in paths.Where(p => !UrlPathTemplate.TryParse(p.Value, out _)))
        {
            Report(path, $"a path is /-separated segments, at most {UrlPathTemplate.MaxSegments}, at least one of them *, such as /user/*/orders/*");
        }

        if (paths.Length > MaxPaths)
        {
            _diagnostics.Report(DiagnosticIds.FormParameters, members.KeySpan("paths"), $"at most {MaxPaths} 'paths'");
        }

        return [.. paths.Select(p => p.Value)];
    }

    private void Report(YamlScalar text, FormattableString message) => _diagnostics.Report(
        DiagnosticIds.FormParameters, text.Span, $"{message.ToString(CultureInfo.InvariantCulture)}, not {DiagnosticBag.Quote(text.Value)}");

    private static bool TryWhole(YamlScalar text, int least, int most, out int number) =>
        int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
