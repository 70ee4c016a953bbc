using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Puts what the gateway sets itself where it belongs: restriction flags, secrets, checksums.</summary>
/// <param name="destination">Whose purposes lift restrictions, and whose secrets are set.</param>
/// <param name="endpoint">The endpoint.</param>
/// <param name="roots">Compiled roots, in the order of <see cref="EndpointRules.Roots"/>.</param>
internal sealed class SettingCompiler(DestinationDeclaration destination, EndpointDeclaration endpoint, List<FieldState> roots)
{
    private readonly AbsentParts _absent = new();

    /// <summary>Sets everything.</summary>
    public void Compile()
    {
        foreach (var restriction in destination.Protocol!.Restrictions)
        {
            var mask = destination.Purposes.Index().Where(p => DataTaxonomy.IsBelow(p.Item.Purpose.Use!, restriction.Unless.AsSpan())).Aggregate(0UL, (m, p) => m | (1UL << p.Index));

            if (mask == 0 && restriction.OnlyWhereAsked)
            {
                continue;
            }

            // Zero would mean always; a restriction that no purpose of this destination lifts is always set, too.
            foreach (var setting in restriction.Settings)
            {
                Add(setting, mask, isSecret: false);
            }
        }

        foreach (var secret in destination.Injections)
        {
            foreach (var setting in secret.Settings)
            {
                Add(setting with { Value = secret.Value }, unlessGranted: 0, isSecret: true);
            }
        }

        if (destination.ClientAddress is { } address)
        {
            RootOf(address.Address).ClientAddress = Encoding.UTF8.GetBytes(address.Address.Steps[0].Name);
        }

        if (endpoint.Checksum is { } checksum)
        {
            var secret = destination.Injections.FirstOrDefault(i => i.Name == checksum.Secret)?.Value;
            var root = RootOf(checksum.Field.Address);
            root.Checksum = new Checksum(Encoding.UTF8.GetBytes(checksum.Field.Address.Steps[0].Name), secret is null ? null : Encoding.UTF8.GetBytes(secret));
        }

        _absent.Compile();
    }

    // What is set inside of an optional object must also be set where the client sent no such object.
    private void AddAbsent(FieldAddress address, FieldSetting setting)
    {
        List<FieldState> path = [RootOf(address)];
        foreach (var step in address.Steps.AsSpan()[..^1])
        {
            path.Add(Next(path[^1], step)!);
        }

        for (var at = address.Steps.Length - 2; at >= 0 && AbsentParts.IsOptional(address, at); at--)
        {
            if (address.Steps[at].Kind == StepKind.Name)
            {
                _absent.Add(path[at], address, at, setting);
            }
        }
    }

    private void Add(SettingDeclaration setting, ulong unlessGranted, bool isSecret)
    {
        var address = setting.Address.Address;
        if (!endpoint.Fits(address) || Parent(address) is not { } parent)
        {
            return;
        }

        var name = Encoding.UTF8.GetBytes(address.Steps[^1].Name);
        var compiled = new FieldSetting(name, Text(setting, isSecret), unlessGranted, isSecret, setting.Span)
        {
            Earlier = parent.Settings.LastOrDefault(s => s.Name.AsSpan().SequenceEqual(name)),
        };
        parent.Settings = [.. parent.Settings, compiled];
        if (setting.IsInJson)
        {
            AddAbsent(address, compiled);
        }
    }

    private static byte[] Text(SettingDeclaration setting, bool isSecret)
    {
        var text = Encoding.UTF8.GetBytes(setting.Value);
        if (!isSecret || !setting.IsInJson)
        {
            return text;
        }

        using var quoted = new PooledBuffer();
        JsonText.WriteString(text, quoted);
        return quoted.Written.ToArray();
    }

    private FieldState RootOf(FieldAddress address) => roots[EndpointRules.Roots.Index().First(r => r.Item.Contains(address.Place)).Index];

    private FieldState? Parent(FieldAddress address)
    {
        var state = RootOf(address);
        foreach (var step in address.Steps.AsSpan()[..^1])
        {
            if (Next(state, step) is not { } next)
            {
                return null;
            }

            state = next;
        }

        return state;
    }

    private static FieldState? Next(FieldState state, AddressStep step) => step.Kind switch
    {
        StepKind.Name => state.Next(Encoding.UTF8.GetBytes(step.Name), out _),
        StepKind.Element => state.Element,
        _ => state.Inner,
    };
}
