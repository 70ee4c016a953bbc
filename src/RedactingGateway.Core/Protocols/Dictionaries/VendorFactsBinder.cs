using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads what a dictionary says of its vendor: <c>title vendor clickIds setup stores assets</c>.</summary>
internal sealed class VendorFactsBinder(NodeReader reader)
{
    public VendorFacts Bind(MappingReader root, string protocol)
    {
        return new VendorFacts
        {
            Title = root.Text("title")?.Value,
            Vendor = ClickIdBinder.BindVendor(root.Text("vendor"), reader.Diagnostics) ?? protocol,
            ClickIds = ClickIdBinder.Bind(root.Optional("clickIds"), reader),
            Setup = root.Text("setup")?.Value,
            Stores = BindStores(root),
            Assets = [.. reader.Items(root.Optional("assets"), "'assets'").Select(a => BindAsset(a, root.KeySpan("assets"))).OfType<AssetDeclaration>()],
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

    private AssetDeclaration? BindAsset(YamlNode node, SourceSpan owner)
    {
        if (reader.Mapping(node, DictionaryKeys.Asset, owner, "an asset") is not { } members)
        {
            return null;
        }

        var path = members.RequiredText("path");
        var host = members.RequiredText("host");
        members.Finish();
        if (path is not null && (!path.Value.StartsWith('/') || path.Value.AsSpan().ContainsAny(" ?#\\") || path.Value.Split('/').Any(s => s is "." or ".." or "**")))
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedEndpoint, path.Span, $"{DiagnosticBag.Quote(path.Value)} is no path: it begins with '/', has no query, and '*' stands for a part of one segment");
            return null;
        }

        return path is null || host is null ? null : new AssetDeclaration(path.Value, host.Value);
    }

    private ImmutableArray<string> Texts(YamlNode? node, string what) => node is YamlSequence { Items.IsEmpty: true } ? [] : [.. reader.Texts(node, what).Select(t => t.Value)];
}
