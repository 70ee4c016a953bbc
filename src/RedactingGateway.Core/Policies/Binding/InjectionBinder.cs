using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Dictionaries;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>inject:</c>: secrets of the site from the environment, for credentials and checksums that never come from browsers.</summary>
internal sealed class InjectionBinder(NodeReader reader, HostBinder hosts)
{
    // With the restrictions of a dictionary not more than 64: one bit each while a request is walked.
    private const int MaxSettings = 16;

    public ImmutableArray<InjectionDeclaration> Bind(MappingReader? members, ProtocolDeclaration? protocol, ImmutableArray<FieldDeclaration> extend)
    {
        var injections = ImmutableArray.CreateBuilder<InjectionDeclaration>();
        foreach (var (key, value) in members?.Entries ?? [])
        {
            if (hosts.BindSecret(value, $"'{key.Value}'") is { } secret && protocol is { IsWhole: true })
            {
                injections.Add(new InjectionDeclaration(key.Value, secret, Settings(key, protocol, extend)));
            }
        }

        if (members is not null && injections.Sum(i => i.Settings.Length) > MaxSettings)
        {
            reader.Diagnostics.Report(DiagnosticIds.TooManyStates, members.Owner, $"'inject' sets at most {MaxSettings} fields");
        }

        return injections.ToImmutable();
    }

    private ImmutableArray<SettingDeclaration> Settings(YamlScalar key, ProtocolDeclaration protocol, ImmutableArray<FieldDeclaration> extend)
    {
        var secrets = protocol.Endpoints.Select(e => e.Checksum?.Secret).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (secrets.Contains(key.Value, StringComparer.Ordinal))
        {
            return [];
        }

        var settings = ImmutableArray.CreateBuilder<SettingDeclaration>();
        foreach (var address in new AddressBinder(reader.Diagnostics, protocol.Prefixes).BindExact(key, "a field that is set"))
        {
            if (!IsCredential(address, protocol, extend))
            {
                var more = secrets.Count == 0 ? "" : $"; secrets of checksums: {string.Join(", ", secrets)}";
                reader.Diagnostics.Report(DiagnosticIds.AddressFitsNowhere, key.Span, $"'{address.Address.Text}' is no credential of '{protocol.Name}'{more}");
                continue;
            }

            var setting = new SettingDeclaration(address, "", key.Span);
            if (setting.IsWritable)
            {
                settings.Add(setting);
            }
            else
            {
                reader.Diagnostics.Report(DiagnosticIds.MalformedAddress, key.Span, SettingDeclaration.NotWritable);
            }
        }

        return settings.ToImmutable();
    }

    private static bool IsCredential(DeclaredAddress address, ProtocolDeclaration protocol, ImmutableArray<FieldDeclaration> extend) =>
        protocol.Endpoints.Any(e => protocol.RulesOf(e, extend).Pairs.Any(p => p.Address.Address.Equals(address.Address) && p.Field is { Credential: true }));
}
