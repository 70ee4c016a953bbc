using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads <c>const</c>, <c>values</c> and <c>pattern</c>: the closed set of a field's values.</summary>
internal sealed class ValueSpaceBinder(NodeReader reader)
{
    public (ValueSpace? Space, bool IsListed) Bind(MappingReader members, FieldType? type)
    {
        var constant = members.Text("const");
        var values = reader.Texts(members.Optional("values"), "'values'", mayBeEmpty: true);
        var pattern = members.Text("pattern");
        if ((constant is null ? 0 : 1) + (values.IsEmpty ? 0 : 1) + (pattern is null ? 0 : 1) > 1)
        {
            reader.Diagnostics.Report(DiagnosticIds.ContradictoryField, members.Owner, "a field has one of 'const', 'values' and 'pattern'");
        }

        if (type == FieldType.Enum && values.IsEmpty && constant is null)
        {
            reader.Diagnostics.Report(DiagnosticIds.MissingKey, members.KeySpan("type"), "a field of type enum needs 'values'");
        }

        foreach (var value in values.Append(constant).OfType<YamlScalar>())
        {
            if (System.Text.Encoding.UTF8.GetByteCount(value.Value) > ValueSpace.MaxBytes)
            {
                reader.Diagnostics.Report(DiagnosticIds.InvalidText, value.Span, $"longer than {ValueSpace.MaxBytes} bytes: such a value is never looked at");
            }
        }

        if (pattern is not null)
        {
            return (BindPattern(pattern), false);
        }

        var list = constant is null ? values.Select(v => v.Value) : [constant.Value];
        return list.Any() ? (ValueSpace.OneOf(list), true) : (null, false);
    }

    public ValueSpace? BindPattern(YamlScalar pattern)
    {
        try
        {
            return ValueSpace.Matching(pattern.Value);
        }
        catch (NotSupportedException)
        {
            reader.Diagnostics.Report(
                DiagnosticIds.MalformedPattern, pattern.Span, $"{DiagnosticBag.Quote(pattern.Value)} needs backtracking (look-arounds, back references, atomic groups) or is too large");
        }
        catch (ArgumentException)
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedPattern, pattern.Span, $"{DiagnosticBag.Quote(pattern.Value)} is no regular expression");
        }

        return null;
    }
}
