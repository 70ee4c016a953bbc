using System.Collections.Frozen;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Puts <c>gateway.yaml</c> and what it includes together, before anything is bound; every node keeps its own place.</summary>
internal sealed class PolicyIncludes(PolicyFiles files, DiagnosticBag diagnostics)
{
    public const string Key = "include";

    // What stands in several files adds up; everything else stands once.
    private static readonly FrozenSet<string> Additive = PolicyKeys.Policy.Keys
        .Where(k => k.Value is NamedValue or ListValue && k.Name != Key).Select(k => k.Name).ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, SourceSpan> _included = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, YamlEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The whole policy as one tree; null where there is no policy.</summary>
    public YamlDocument? Read()
    {
        if (files.Policy is not { } policy)
        {
            return null;
        }

        _included.Add(policy.Name, new SourceSpan(policy.Shown, 1, 1, 1, 1));
        var document = YamlTreeParser.Parse(policy.Shown, policy.Text, diagnostics);
        Add(policy.Name, document.Root);
        return document.Root is null ? document : document with { Root = new YamlMapping([.. _entries.Values], document.Root.Span) };
    }

    /// <summary>Names of the files that <paramref name="file"/> includes; what is malformed is left out.</summary>
    public static IEnumerable<string> Names(PolicyFile file)
    {
        // Parsed for nothing but this, so only where it can be there.
        if (!file.Text.Contains($"{Key}:", StringComparison.Ordinal))
        {
            return [];
        }

        var root = YamlTreeParser.Parse(file.Shown, file.Text, new DiagnosticBag()).Root;
        return new NodeReader(new DiagnosticBag()).Texts(root?.Find(Key), Key).Select(t => Resolve(file.Name, t.Value)).OfType<string>();
    }

    private void Add(string name, YamlMapping? root)
    {
        foreach (var entry in root?.Entries ?? [])
        {
            if (entry.Key.Value != Key)
            {
                Merge(entry);
            }
        }

        foreach (var include in new NodeReader(diagnostics).Texts(root?.Find(Key), $"'{Key}'"))
        {
            Follow(name, include);
        }
    }

    private void Follow(string from, YamlScalar include)
    {
        if (Resolve(from, include.Value) is not { } name)
        {
            Report(include, "is no *.yaml file of this folder: a path relative to this file, with / and without leading out of the folder");
        }
        else if (!_included.TryAdd(name, include.Span))
        {
            Report(include, $"is a part of this policy already ({_included[name].FileAndLine})");
        }
        else if (files.Files.FirstOrDefault(f => f.Name == name) is not { } file)
        {
            Report(include, "is no file that can be read");
        }
        else
        {
            Add(name, YamlTreeParser.Parse(file.Shown, file.Text, diagnostics).Root);
        }
    }

    private void Merge(YamlEntry entry)
    {
        var key = entry.Key.Value;
        if (_entries.TryAdd(key, entry))
        {
            return;
        }

        var earlier = _entries[key];
        switch (earlier.Value, entry.Value)
        {
            case (YamlMapping first, YamlMapping second) when Additive.Contains(key):
                foreach (var name in second.Entries.Where(e => first.Find(e.Key.Value) is not null))
                {
                    ReportTwice(name.Key, first.Entries.First(e => e.Key.Value == name.Key.Value).Key.Span);
                }

                _entries[key] = earlier with { Value = first with { Entries = [.. first.Entries, .. second.Entries.Where(e => first.Find(e.Key.Value) is null)] } };
                break;
            case (YamlSequence first, YamlSequence second) when Additive.Contains(key):
                _entries[key] = earlier with { Value = first with { Items = [.. first.Items, .. second.Items] } };
                break;
            default:
                ReportTwice(entry.Key, earlier.Key.Span);
                break;
        }
    }

    private void ReportTwice(YamlScalar key, SourceSpan earlier) =>
        diagnostics.Report(DiagnosticIds.NamedTwice, key.Span, $"{DiagnosticBag.Quote(key.Value)} stands in {earlier.FileAndLine} already");

    private void Report(YamlScalar include, string problem) =>
        diagnostics.Report(DiagnosticIds.IncludeNotFollowed, include.Span, $"{DiagnosticBag.Quote(include.Value)} {problem}");

    // The name below the folder, or null.
    private static string? Resolve(string from, string include)
    {
        if (!include.EndsWith(".yaml", StringComparison.Ordinal) || include.StartsWith('/') || include.AsSpan().ContainsAny('\\', ':', '\0'))
        {
            return null;
        }

        var segments = new List<string>(from.Split('/')[..^1]);
        foreach (var segment in include.Split('/'))
        {
            switch (segment)
            {
                case "":
                    return null;
                case ".":
                    break;
                case ".." when segments.Count == 0:
                    return null;
                case "..":
                    segments.RemoveAt(segments.Count - 1);
                    break;
                default:
                    segments.Add(segment);
                    break;
            }
        }

        return string.Join('/', segments);
    }
}
