using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Flags by which a vendor limits its use of an event (Meta's LDU, Google's <c>npa</c>), and when the gateway sets them.</summary>
/// <param name="Name">Its name in the dictionary.</param>
/// <param name="Unless">Data uses: the flags are set unless a granted purpose has a use at or below one of them.</param>
/// <param name="OnlyWhereAsked">Whether they are set only for destinations that have such a purpose, because then it was refused.</param>
/// <param name="Settings">Fields to set.</param>
internal sealed record RestrictionDeclaration(string Name, ImmutableArray<string> Unless, bool OnlyWhereAsked, ImmutableArray<SettingDeclaration> Settings);

/// <summary>A field that the gateway sets itself, in place of what the client sent.</summary>
/// <param name="Address">Where.</param>
/// <param name="Value">Text; for a place in JSON, JSON text.</param>
/// <param name="Span">Who says so.</param>
internal sealed record SettingDeclaration(DeclaredAddress Address, string Value, SourceSpan Span)
{
    /// <summary>What is wrong with one that is not <see cref="IsWritable"/>.</summary>
    public const string NotWritable = "a field that is set is a parameter, header or member by its name, not in a path, a cookie or a packed value";

    /// <summary>Whether the gateway has a way to write it: a parameter, header or member by its name, not in a path, a cookie or a packed value.</summary>
    public bool IsWritable =>
        Address.Address is { Place: not (AddressPlace.Path or AddressPlace.Cookie), Steps: [.., { Kind: StepKind.Name }] and not [.., { Kind: StepKind.IntoPacked }, _] };

    /// <summary>Whether the last layer around the field is JSON.</summary>
    public bool IsInJson
    {
        get
        {
            for (var i = Address.Address.Steps.Length - 1; i >= 0; i--)
            {
                if (Address.Address.Steps[i].Kind is StepKind.IntoJson or StepKind.IntoForm or StepKind.IntoPacked)
                {
                    return Address.Address.Steps[i].Kind == StepKind.IntoJson;
                }
            }

            return Address.Address.Place is AddressPlace.Json or AddressPlace.JsonLines or AddressPlace.Envelope;
        }
    }
}
