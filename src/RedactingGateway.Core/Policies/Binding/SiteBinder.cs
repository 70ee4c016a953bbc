using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>sites:</c>.</summary>
internal sealed class SiteBinder(NodeReader reader, HostBinder hosts)
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public CompiledSite? Bind(YamlScalar key, YamlNode value)
    {
        if (reader.Mapping(value, key.Span, $"the site {DiagnosticBag.Quote(key.Value)}") is not { } members)
        {
            return null;
        }

        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var item in reader.Items(members.Required("hosts"), "'hosts'"))
        {
            if (hosts.BindText(item, "a host name") is (string name, var span) && IsOurs(name, key.Value, span))
            {
                names.Add(name);
            }
        }

        foreach (var language in reader.Texts(members.Optional("languages"), "'languages'").Where(l => !NodeReader.IsLanguage(l.Value)))
        {
            reader.Diagnostics.Report(DiagnosticIds.InvalidText, language.Span, $"{DiagnosticBag.Quote(language.Value)} is no language tag such as de, en or pt-BR");
        }

        var site = new CompiledSite(key.Value, names.ToImmutable(), hosts.BindOrigin(members.Optional("upstream"), "'upstream'"), key.Span);
        members.Finish();
        return site;
    }

    private bool IsOurs(string name, string site, SourceSpan span)
    {
        if (!HostBinder.IsHostName(name))
        {
            var lower = name.ToLowerInvariant();
            reader.Diagnostics.Report(
                DiagnosticIds.MalformedHost, span, $"{DiagnosticBag.Quote(name)} is no lower-case host name, perhaps with a port",
                lower != name && HostBinder.IsHostName(lower) ? lower : null);
            return false;
        }

        if (!_owners.TryAdd(name, site))
        {
            reader.Diagnostics.Report(DiagnosticIds.NamedTwice, span, $"the host '{name}' belongs to the site '{_owners[name]}' already");
            return false;
        }

        return true;
    }
}
