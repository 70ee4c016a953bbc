using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>sites:</c>.</summary>
internal sealed class SiteBinder(NodeReader reader, HostBinder hosts, IReadOnlyDictionary<string, PurposeDeclaration?> purposes)
{
    // An hour: a page that says nothing for longer is not waited for by any browser.
    private const int MostSilentSeconds = 3600;

    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public CompiledSite? Bind(YamlScalar key, YamlNode value)
    {
        if (reader.Mapping(value, SiteKeys.Site, key.Span, $"the site {DiagnosticBag.Quote(key.Value)}") is not { } members)
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

        var languages = reader.Texts(members.Optional("languages"), "'languages'");
        foreach (var language in languages.Where(l => !NodeReader.IsLanguage(l.Value)))
        {
            reader.Diagnostics.Report(DiagnosticIds.InvalidText, language.Span, $"{DiagnosticBag.Quote(language.Value)} is no language tag such as de, en or pt-BR");
        }

        var site = new CompiledSite(key.Value, names.ToImmutable(), hosts.BindOrigin(members.Optional("upstream"), "'upstream'"), key.Span)
        {
            Choices = members.Word("choices", WordsOf<ChoiceSource>.All) ?? ChoiceSource.Own,
            ChoiceCookieDomain = BindCookieDomain(members.Mapping("choiceCookie"), names),
            PrivacyPath = BindPrivacyPath(members.Text("privacyPath")),
            Languages = [.. languages.Select(l => l.Value)],
            Notices = new NoticeBinder(reader, purposes).Bind(members.Mapping("notices")),
            UnroutedTrackers = members.Word("unroutedTrackers", WordsOf<UnroutedTrackers>.All) ?? UnroutedTrackers.Keep,
            ActivityTimeout = VendorHostBinder.Seconds(reader, members, "activityTimeout", MostSilentSeconds),
            OnRefusal = BindWebhook(members.Mapping("onRefusal")),
        };
        members.Finish();
        return site;
    }

    // RFC 6265 § 5.3: a browser takes a cookie for a domain only from the domain's own hosts.
    private string? BindCookieDomain(MappingReader? cookie, IReadOnlyCollection<string> names)
    {
        var domain = cookie?.RequiredText("domain");
        cookie?.Finish();
        if (domain is null)
        {
            return null;
        }

        var outside = names.FirstOrDefault(n => !IsWithin(n.Split(':')[0], domain.Value));
        if (!HostBinder.IsHostName(domain.Value) || !domain.Value.Contains('.', StringComparison.Ordinal) || outside is not null)
        {
            reader.Diagnostics.Report(
                DiagnosticIds.MalformedHost, domain.Span,
                $"{DiagnosticBag.Quote(domain.Value)} is no domain that holds every host of the site{(outside is null ? "" : $"; {DiagnosticBag.Quote(outside)} is outside of it")}");
            return null;
        }

        return domain.Value;

        static bool IsWithin(string host, string domain) => host == domain || host.EndsWith($".{domain}", StringComparison.Ordinal);
    }

    private string BindPrivacyPath(YamlScalar? path)
    {
        if (path is null)
        {
            return CompiledSite.DefaultPrivacyPath;
        }

        if (!DestinationBinder.IsPath(path.Value))
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedPath, path.Span, $"{DiagnosticBag.Quote(path.Value)} is no path of segments from a-z, 0-9 and '-', such as /privacy-choices");
        }

        return path.Value;
    }

    private RefusalWebhook? BindWebhook(MappingReader? members)
    {
        if (members is null)
        {
            return null;
        }

        var url = hosts.BindUrl(members.Required("url"), "'url'");
        var secret = hosts.BindSecret(members.Required("secret"), "'secret'");
        members.Finish();
        return url is null || secret is null ? null : new RefusalWebhook(url, secret);
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
