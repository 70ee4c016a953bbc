using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads the parameters of forms of numbers.</summary>
internal sealed class NumberFormBinder(NodeReader reader)
{
    // A finer grid than that keeps the number.
    private const int MaxBounds = 32;

    // A double holds 15 decimal digits exactly (IEEE 754 binary64), which is how vendors read them.
    private const int MaxDigits = 15;

    private readonly DiagnosticBag _diagnostics = reader.Diagnostics;

    /// <summary>Reads <c>bucket</c>.</summary>
    public FormDeclaration? BindBucket(FormDeclaration form, MappingReader members) =>
        BindBounds(members) is { IsEmpty: false } bounds ? form with { Bounds = bounds } : null;

    private ImmutableArray<decimal> BindBounds(MappingReader members)
    {
        var texts = reader.Texts(members.Required("bounds"), "'bounds'");
        var bounds = ImmutableArray.CreateBuilder<decimal>();
        foreach (var text in texts)
        {
            if (!TryDecimal(text, out var bound))
            {
                Report(text, $"a bound is a number of at most {MaxDigits} digits");
                return [];
            }

            if (bounds.Count > 0 && bound <= bounds[^1])
            {
                Report(text, $"bounds ascend; {Number(bounds[^1])} stands before it");
                return [];
            }

            bounds.Add(bound);
        }

        if (bounds.Count is < 2 or > MaxBounds && members.Optional("bounds") is YamlSequence)
        {
            _diagnostics.Report(DiagnosticIds.FormParameters, members.KeySpan("bounds"), $"'bounds' are the lower bounds of 2 to {MaxBounds} buckets");
            return [];
        }

        return bounds.ToImmutable();
    }

    /// <summary>Reads <c>round</c>.</summary>
    public FormDeclaration? BindRound(FormDeclaration form, MappingReader members)
    {
        var unbiased = members.Flag("unbiased");
        if (members.RequiredText("to") is not { } text)
        {
            return null;
        }

        if (TryDecimal(text, out var step) && step > 0)
        {
            return form with { Step = step, Unbiased = unbiased };
        }

        Report(text, $"'to' is the step, a number above 0 of at most {MaxDigits} digits");
        return null;
    }

    private void Report(YamlScalar text, FormattableString message) => _diagnostics.Report(
        DiagnosticIds.FormParameters, text.Span, $"{message.ToString(CultureInfo.InvariantCulture)}, not {DiagnosticBag.Quote(text.Value)}");

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryDecimal(YamlScalar text, out decimal number) =>
        decimal.TryParse(text.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && text.Value.Count(char.IsAsciiDigit) <= MaxDigits && JsonText.IsNumber(Encoding.UTF8.GetBytes(text.Value));
}
