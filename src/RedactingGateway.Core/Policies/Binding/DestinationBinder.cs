using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>destinations:</c> and resolves what they name.</summary>
internal sealed partial class DestinationBinder(NodeReader reader, HostBinder hosts, DataTaxonomy taxonomy, ResolvableNames names)
{
    private static readonly OrderedDictionary<string, SignalTrust> TrustWords = new(StringComparer.Ordinal)
    {
        ["tcf"] = SignalTrust.Tcf,
        ["gpp"] = SignalTrust.Gpp,
        ["google"] = SignalTrust.Google,
        ["categories"] = SignalTrust.Categories,
    };

    private static readonly OrderedDictionary<string, bool> Otherwise = new(StringComparer.Ordinal) { ["strip"] = false, ["hash"] = true };

    /// <summary>Whether <paramref name="path"/> is made of segments from a-z, 0-9 and '-'.</summary>
    public static bool IsPath(string path) => PathPattern.IsMatch(path);

    public DestinationDeclaration? Bind(YamlScalar key, YamlNode value)
    {
        // Whether its plans can be judged depends on its own errors only.
        var own = new DiagnosticBag();
        var ownReader = new NodeReader(own);
        var bound = ownReader.Mapping(value, DestinationKeys.Destination, key.Span, $"the destination {DiagnosticBag.Quote(key.Value)}") is { } members
            ? new DestinationBinder(ownReader, hosts.With(ownReader), taxonomy, names).Bind(key, members)
            : null;
        own.MoveTo(reader.Diagnostics);
        return bound is null ? null : bound with { IsWhole = !own.HasErrors && bound.IsWhole };
    }

    private DestinationDeclaration Bind(YamlScalar key, MappingReader members)
    {
        var hostBinder = new VendorHostBinder(reader, hosts);
        var hostMembers = members.Mapping("hosts", required: true);
        var path = members.RequiredText("path");
        if (path is not null && !PathPattern.IsMatch(path.Value))
        {
            reader.Diagnostics.Report(
                DiagnosticIds.MalformedPath, path.Span, $"{DiagnosticBag.Quote(path.Value)} is no path of segments from a-z, 0-9 and '-', such as /t/ga4");
        }

        var protocol = Resolve(members.RequiredText("protocol"), names.Protocols, DiagnosticIds.UnknownProtocol, "protocol");
        var extend = new FieldBinder(reader, taxonomy, protocol?.Prefixes ?? FieldAddressList.Plain).BindAll(members.Mapping("extend"));
        extend = StillTelling(protocol, extend);
        var signals = BindSignals(members.Mapping("signals"));
        var destination = new DestinationDeclaration
        {
            Id = key.Value,
            Span = key.Span,
            Recipient = Resolve(members.RequiredText("recipient"), names.Recipients, DiagnosticIds.UnknownRecipient, "recipient"),
            Protocol = protocol,
            Path = path is not null && PathPattern.IsMatch(path.Value) ? path.Value : null,
            PathSpan = path?.Span ?? key.Span,
            Hosts = [.. (hostMembers?.Entries ?? []).Select(e => hostBinder.Bind(e.Key, e.Value))],
            HostsSpan = members.KeySpan("hosts"),
            Purposes = BindPurposes(members),
            Otherwise = BindOtherwise(members),
            Mode = members.Word("mode", WordsOf<DestinationMode>.All) ?? DestinationMode.Enforce,
            Refusals = members.Word("refusals", WordsOf<RefusalAnswer>.All) ?? RefusalAnswer.Success,
            Drop = reader.Texts(members.Optional("drop"), "'drop'"),
            Origins = BindOrigins(members),
            Combine = new AllowBinder(reader, taxonomy).Bind(members.Mapping("combine")),
            Extend = extend,
            ClientAddress = members.Text("clientAddress") is { } address ? new ClientAddressBinder(reader).Bind(address, protocol, extend) : null,
            Trust = signals.Trust,
            ConsentCategories = signals.Categories,
            Injections = new InjectionBinder(reader, hosts).Bind(members.Mapping("inject"), protocol, extend),
        };
        members.Finish();
        var purposes = reader.Items(members.Optional("purposes"), "'purposes'");
        destination = destination with
        {
            IsWhole = destination is { Protocol.IsWhole: true, Recipient: not null } && destination.Purposes.Length == purposes.Length && destination.Purposes.All(p => p.Purpose.IsWhole),
        };
        if (destination is { Protocol.IsWhole: true, Extend.IsEmpty: false })
        {
            DictionaryChecks.CheckExtension(destination.Protocol, destination.Extend, reader.Diagnostics);
        }

        return destination;
    }

    // A field that gets a category here tells of its event what it told before: a condition on it must not fall silent.
    private static ImmutableArray<FieldDeclaration> StillTelling(ProtocolDeclaration? protocol, ImmutableArray<FieldDeclaration> extend)
    {
        if (protocol is null || extend.IsEmpty)
        {
            return extend;
        }

        var told = protocol.Endpoints.SelectMany(e => e.Fields).Concat(protocol.Fields).Where(f => f.Tells != FieldTells.Nothing)
            .SelectMany(f => f.Addresses, (f, a) => (a.Address, f.Tells)).ToLookup(t => t.Address, t => t.Tells);
        return [.. extend.Select(f => f.Tells != FieldTells.Nothing ? f : f with { Tells = f.Addresses.SelectMany(a => told[a.Address]).FirstOrDefault() })];
    }

    // RFC 6454 § 6.2: browsers send scheme, host and a port that is not the scheme's own, in lower case.
    private ImmutableArray<string> BindOrigins(MappingReader members)
    {
        var origins = ImmutableArray.CreateBuilder<string>();
        foreach (var item in reader.Items(members.Optional("origins"), "'origins'"))
        {
            var (text, span) = hosts.BindText(item, "an item of 'origins'");
            if (text is null)
            {
                continue;
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && text == uri.GetLeftPart(UriPartial.Authority) && uri.UserInfo.Length == 0)
            {
                origins.Add(text);
            }
            else
            {
                reader.Diagnostics.Report(DiagnosticIds.MalformedHost, span, $"{DiagnosticBag.Quote(text)} is no origin as browsers send it, such as https://shop.example");
            }
        }

        return origins.ToImmutable();
    }

    private ImmutableArray<PurposeReference> BindPurposes(MappingReader members)
    {
        var purposes = ImmutableArray.CreateBuilder<PurposeReference>();
        var list = reader.Texts(members.Required("purposes"), "'purposes'");
        foreach (var scalar in list)
        {
            if (Resolve(scalar, names.Purposes, DiagnosticIds.UnknownPurpose, "purpose", names.PurposeGroups) is not { } purpose)
            {
                continue;
            }

            if (purposes.Any(p => p.Purpose.Id == purpose.Id))
            {
                reader.Diagnostics.Report(DiagnosticIds.NamedTwice, scalar.Span, $"the purpose '{purpose.Id}' stands in this list already");
                continue;
            }

            purposes.Add(new PurposeReference(purpose, scalar.Span));
        }

        if (purposes.Count > CompiledDestination.MaxPurposes)
        {
            reader.Diagnostics.Report(
                DiagnosticIds.TooManyPurposes, purposes[CompiledDestination.MaxPurposes].Span,
                $"a destination has at most {CompiledDestination.MaxPurposes} purposes, not {purposes.Count}; split it");
        }

        if (members.Optional("purposes") is YamlSequence { Items.IsEmpty: true })
        {
            reader.Diagnostics.Report(DiagnosticIds.MissingKey, members.KeySpan("purposes"), "'purposes' needs at least one purpose: without one nothing leaves");
        }

        return purposes.ToImmutable();
    }

    // The payload is written by whoever writes the page: who trusts it says so.
    private (SignalTrust Trust, ImmutableDictionary<string, ImmutableArray<string>> Categories) BindSignals(MappingReader? signals)
    {
        var trust = SignalTrust.None;
        foreach (var item in reader.Items(signals?.Optional("trust"), "'trust'"))
        {
            trust |= reader.Word(item, TrustWords, "an item of 'trust'") ?? SignalTrust.None;
        }

        var categories = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in signals?.Mapping("categories")?.Entries ?? [])
        {
            var named = value is YamlSequence { Items.IsEmpty: true } ? [] : reader.Texts(value, $"'{key.Value}'");
            ImmutableArray<string> purposes = [.. named.Select(p => Resolve(p, names.Purposes, DiagnosticIds.UnknownPurpose, "purpose", names.PurposeGroups)?.Id).OfType<string>()];
            if (!categories.TryAdd(key.Value, purposes))
            {
                reader.Diagnostics.Report(DiagnosticIds.NamedTwice, key.Span, $"the category {DiagnosticBag.Quote(key.Value)} stands here already, in other upper and lower case");
            }
        }

        signals?.Finish();
        return (trust, categories.ToImmutable());
    }

    private OtherwiseDeclaration BindOtherwise(MappingReader members)
    {
        if (members.Optional("otherwise") is not YamlMapping)
        {
            return new OtherwiseDeclaration(members.Word("otherwise", Otherwise) ?? false, []);
        }

        var byCategory = ImmutableArray.CreateBuilder<(string, bool)>();
        foreach (var (key, value) in members.Mapping("otherwise")!.Entries)
        {
            var category = CategoryReader.Read(key, taxonomy, reader.Diagnostics);
            if (reader.Word(value, Otherwise, $"'otherwise' for {DiagnosticBag.Quote(key.Value)}") is { } hash && category is not null)
            {
                byCategory.Add((category, hash));
            }
        }

        return new OtherwiseDeclaration(Default: false, byCategory.ToImmutable());
    }

    private T? Resolve<T>(YamlScalar? scalar, IReadOnlyDictionary<string, T?> known, DiagnosticRule rule, string what, ImmutableArray<string> groups = default)
        where T : class
    {
        if (scalar is null)
        {
            return null;
        }

        if (known.TryGetValue(scalar.Value, out var found))
        {
            return found;
        }

        reader.Diagnostics.Report(rule, scalar.Span, $"unknown {what} {DiagnosticBag.Quote(scalar.Value)}", Spelling.Nearest(scalar.Value, groups.IsDefault ? known.Keys : known.Keys.Concat(groups.Remove(scalar.Value))));
        return null;
    }

    [GeneratedRegex(@"\A(/[a-z0-9-]{1,40}){1,8}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathPattern { get; }
}

/// <summary>What destinations may name; null stands for what was named but could not be read, which was reported there.</summary>
internal sealed record ResolvableNames(
    IReadOnlyDictionary<string, PurposeDeclaration?> Purposes, IReadOnlyDictionary<string, RecipientDeclaration?> Recipients,
    IReadOnlyDictionary<string, ProtocolDeclaration?> Protocols, ImmutableArray<string> PurposeGroups);
