using System.Buffers;
using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads what a dictionary says of its vendor: <c>title vendor clickIds setup trackerHosts stores assets</c>.</summary>
internal sealed class VendorFactsBinder(NodeReader reader)
{
    private static readonly SearchValues<char> PathEnds = SearchValues.Create(" ?#\\*");

    public VendorFacts Bind(MappingReader root, string protocol)
    {
        return new VendorFacts
        {
            Protocol = protocol,
            Title = root.Text("title")?.Value,
            Vendor = ClickIdBinder.BindVendor(root.Text("vendor"), reader.Diagnostics) ?? protocol,
            ClickIds = ClickIdBinder.Bind(root.Optional("clickIds"), reader),
            Setup = root.Text("setup")?.Value,
            Stores = BindStores(root),
            Assets = new AssetBinder(reader).Bind(root),
            TrackerHosts = [.. BindTrackerHosts(root)],
        };
    }

    private DeviceStores BindStores(MappingReader root)
    {
        var stores = root.Mapping("stores");
        var bound = new DeviceStores(
            Texts(stores?.Optional("cookies"), "'cookies'"), Texts(stores?.Optional("localStorage"), "'localStorage'"),
            Texts(stores?.Optional("sessionStorage"), "'sessionStorage'"), Texts(stores?.Optional("indexedDb"), "'indexedDb'"));
        stores?.Finish();
        return bound;
    }

    private IEnumerable<TrackerHost> BindTrackerHosts(MappingReader root)
    {
        foreach (var text in reader.Texts(root.Optional("trackerHosts"), "'trackerHosts'"))
        {
            var slash = text.Value.IndexOf('/', StringComparison.Ordinal);
            var (host, path) = slash < 0 ? (text.Value, "/") : (text.Value[..slash], text.Value[slash..]);
            var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
            if (Uri.CheckHostName(name) != UriHostNameType.Dns || !name.Contains('.', StringComparison.Ordinal) || name.Any(char.IsAsciiLetterUpper) || path.AsSpan().ContainsAny(PathEnds))
            {
                reader.Diagnostics.Report(
                    DiagnosticIds.MalformedHost, text.Span,
                    $"{DiagnosticBag.Quote(text.Value)} is no host such as cdn.vendor.example, '*.vendor.example' or www.vendor.example/pixel/, in lower case");
                continue;
            }

            yield return new TrackerHost(host, path);
        }
    }

    private ImmutableArray<string> Texts(YamlNode? node, string what) => node is YamlSequence { Items.IsEmpty: true } ? [] : [.. reader.Texts(node, what).Select(t => t.Value)];
}
