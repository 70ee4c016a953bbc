using System.Collections.Immutable;
using System.Text;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols;

/// <summary>Names of members without which a JSON body says nothing of the visitor's will: a body that has none of them need not be decoded for it.</summary>
public sealed class SignalNames
{
    private readonly ImmutableArray<byte[]> _names;

    private SignalNames(IEnumerable<string> names) => _names = [.. names.Distinct(StringComparer.Ordinal).Select(static n => Encoding.ASCII.GetBytes($"\"{n}\""))];

    /// <summary>The names of these addresses, or null: one of them is found by no name, or within something that is encoded.</summary>
    internal static SignalNames? Of(IEnumerable<FieldAddress> addresses)
    {
        List<string> names = [];
        foreach (var address in addresses)
        {
            var name = address.Steps.LastOrDefault(static s => s.Kind == StepKind.Name).Name;
            if (address.Place != AddressPlace.Json || name is not { Length: > 0 } || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
                || address.Steps.Any(static s => s.Kind is StepKind.IntoJson or StepKind.IntoForm or StepKind.IntoPacked))
            {
                return null;
            }

            names.Add(name);
        }

        return new SignalNames(names);
    }

    /// <summary>Whether one of them may stand in <paramref name="body"/>, a JSON document as it is; certain only where it says no.</summary>
    public bool MayStandIn(ReadOnlySpan<byte> body)
    {
        // \u005f for _: only a decoder knows.
        if (body.IndexOf("\\u"u8) >= 0)
        {
            return true;
        }

        foreach (var name in _names)
        {
            if (body.IndexOf(name) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
