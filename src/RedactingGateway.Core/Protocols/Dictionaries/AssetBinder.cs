using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads <c>assets</c>: static files of the vendor, what names them, and what is replaced in them.</summary>
internal sealed class AssetBinder(NodeReader reader)
{
    // 1000: what a script says more often is not a host.
    private const int MostReplacements = 1000;

    public ImmutableArray<CompiledAsset> Bind(MappingReader root) =>
        [.. reader.Items(root.Optional("assets"), "'assets'").Select(a => BindAsset(a, root.KeySpan("assets"))).OfType<CompiledAsset>()];

    private CompiledAsset? BindAsset(YamlNode node, SourceSpan owner)
    {
        if (reader.Mapping(node, DictionaryKeys.Asset, owner, "an asset") is not { } members)
        {
            return null;
        }

        var path = members.RequiredText("path");
        var host = members.RequiredText("host");
        var query = BindQuery(members.Mapping("query"));
        var replacements = reader.Items(members.Optional("replace"), "'replace'").Select(r => BindReplacement(r, members.KeySpan("replace"))).OfType<AssetReplacement>().ToImmutableArray();
        members.Finish();
        if (path is not null && (!path.Value.StartsWith('/') || path.Value.AsSpan().ContainsAny(" ?#\\") || path.Value.Split('/').Any(s => s is "." or ".." or "**")))
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedEndpoint, path.Span, $"{DiagnosticBag.Quote(path.Value)} is no path: it begins with '/', has no query, and '*' stands for a part of one segment");
            return null;
        }

        return path is null || host is null ? null : new CompiledAsset(path.Value, host.Value) { Query = query, Replacements = replacements };
    }

    private ImmutableSortedDictionary<string, ValueSpace> BindQuery(MappingReader? query)
    {
        var bound = ImmutableSortedDictionary.CreateBuilder<string, ValueSpace>(StringComparer.Ordinal);
        foreach (var (key, value) in query?.Entries ?? [])
        {
            if (reader.Text(value, $"'{key.Value}'") is { } pattern && new ValueSpaceBinder(reader).BindPattern(pattern) is { } space)
            {
                bound[key.Value] = space;
            }
        }

        return bound.ToImmutable();
    }

    private AssetReplacement? BindReplacement(YamlNode node, SourceSpan owner)
    {
        if (reader.Mapping(node, DictionaryKeys.Replacement, owner, "a replacement") is not { } members)
        {
            return null;
        }

        var find = members.RequiredText("find");
        var with = members.RequiredText("with");
        var atLeast = reader.Whole(members.Required("atLeast"), 1, MostReplacements, "'atLeast'");
        members.Finish();
        return find is null || with is null || atLeast is null ? null : new AssetReplacement(find.Value, with.Value, atLeast.Value);
    }
}
