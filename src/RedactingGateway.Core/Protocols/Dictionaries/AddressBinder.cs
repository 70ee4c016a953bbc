using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads the addresses of a key or text, and reports exactly where one is wrong.</summary>
internal sealed class AddressBinder(DiagnosticBag diagnostics, FieldAddressList list)
{
    public ImmutableArray<DeclaredAddress> Bind(YamlScalar text)
    {
        var addresses = ImmutableArray.CreateBuilder<DeclaredAddress>();
        foreach (var parsed in list.Parse(text.Value))
        {
            if (parsed.Error is { } error)
            {
                var span = text.Slice(Math.Min(error.Offset, Math.Max(0, text.Value.Length - 1)), 1);
                diagnostics.Report(DiagnosticIds.MalformedAddress, span, $"in the address {DiagnosticBag.Quote(text.Value)}: {error.Message}");
            }
            else
            {
                addresses.Add(new DeclaredAddress(parsed.Address!, text.Slice(parsed.Start, parsed.Length), parsed.IsExpanded));
            }
        }

        return addresses.ToImmutable();
    }

    /// <summary>Addresses of places that are named one by one, without <c>*</c>.</summary>
    public ImmutableArray<DeclaredAddress> BindExact(YamlScalar text, string what)
    {
        var addresses = Bind(text);
        if (addresses.Any(a => a.Address.Steps.Any(s => s.Kind is StepKind.Pattern or StepKind.AnyName or StepKind.AnyDepth)))
        {
            diagnostics.Report(DiagnosticIds.MalformedAddress, text.Span, $"{what} is named without '*'");
            return [];
        }

        return addresses;
    }
}
