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
        if (isPlace && protocol.Endpoints.Any(e => protocol.RulesOf(e, extend).Pairs.Any(p => p.Address.Address.Equals(address.Address) && p.Field is { Type: FieldType.Ip })))
        {
            return address;
        }

        var possible = protocol.Endpoints.SelectMany(e => protocol.RulesOf(e, extend).Pairs).Where(p => p.Field is { Type: FieldType.Ip } && p.Address.Address is { Place: AddressPlace.Header or AddressPlace.Query, Steps.Length: 1 })
            .Select(p => p.Address.Address.Text).Distinct(StringComparer.Ordinal).ToList();
        reader.Diagnostics.Report(
            DiagnosticIds.AddressFitsNowhere, text.Span,
            $"'{address.Address.Text}' takes no visitor's address; '{protocol.Name}' takes it in {(possible.Count == 0 ? "no header or parameter; extend: can add one of type ip" : string.Join(", ", possible))}");
        return null;
    }
}
