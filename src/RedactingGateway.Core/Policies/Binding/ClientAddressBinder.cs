using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Protocols.Dictionaries;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>clientAddress:</c>: the header or parameter in which the visitor's address goes, in the form that its purposes allow.</summary>
internal sealed class ClientAddressBinder(NodeReader reader)
{
    public DeclaredAddress? Bind(YamlScalar text, ProtocolDeclaration? protocol, ImmutableArray<FieldDeclaration> extend)
    {
        if (protocol is not { IsWhole: true } || new AddressBinder(reader.Diagnostics, protocol.Prefixes).BindExact(text, "the place of the visitor's address") is not [var address])
        {
            return null;
        }

        var isPlace = address.Address is { Place: AddressPlace.Header or AddressPlace.Query, Steps: [{ Kind: StepKind.Name }] };
        if (isPlace && protocol.Endpoints.Any(e => Fields(protocol, e, extend).Any(f => f.First.Address.Equals(address.Address) && f.Second is { Type: FieldType.Ip })))
        {
            return address;
        }

        var possible = protocol.Endpoints.SelectMany(e => Fields(protocol, e, extend)).Where(f => f.Second is { Type: FieldType.Ip } && f.First.Address is { Place: AddressPlace.Header or AddressPlace.Query, Steps.Length: 1 })
            .Select(f => f.First.Address.Text).Distinct(StringComparer.Ordinal).ToList();
        reader.Diagnostics.Report(
            DiagnosticIds.AddressFitsNowhere, text.Span,
            $"'{address.Address.Text}' takes no visitor's address; '{protocol.Name}' takes it in {(possible.Count == 0 ? "no header or parameter; extend: can add one of type ip" : string.Join(", ", possible))}");
        return null;
    }

    private static IEnumerable<(DeclaredAddress First, FieldDeclaration? Second)> Fields(ProtocolDeclaration protocol, EndpointDeclaration endpoint, ImmutableArray<FieldDeclaration> extend)
    {
        var rules = EndpointRules.Of(protocol, endpoint, extend);
        return rules.Declared.Zip(rules.Fields);
    }
}
