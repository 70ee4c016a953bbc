using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RedactingGateway.Core.Policies.Yaml;

/// <summary>Text → tree. Never throws: what YAML or this house does not allow becomes a diagnostic.</summary>
internal sealed class YamlTreeParser
{
    /// <summary>1 MiB: the largest shipped dictionary has some 20 KiB.</summary>
    public const int MaxFileBytes = 1024 * 1024;

    // 32 levels: the deepest key of the policy language has 8.
    private const int MaxDepth = 32;

    private readonly string _file;
    private readonly DiagnosticBag _diagnostics;
    private readonly Parser _parser;

    private YamlTreeParser(string file, string text, DiagnosticBag diagnostics)
    {
        _file = file;
        _diagnostics = diagnostics;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    public static YamlDocument Parse(string file, string text, DiagnosticBag diagnostics)
    {
        var parser = new YamlTreeParser(file, text, diagnostics);
        try
        {
            return new YamlDocument(file, parser.ParseStream());
        }
        catch (YamlException exception)
        {
            YamlErrors.Report(file, text, exception, diagnostics);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // YamlDotNet lets these out where brackets or escapes are malformed; the last thing it read is near enough.
            var last = parser._parser.Current?.Start ?? Mark.Empty;
            diagnostics.Report(DiagnosticIds.NotYaml, parser.Span(last, last), "the file is not YAML: somewhere behind this place a bracket or quote is not closed, or an escape is malformed");
        }

        return new YamlDocument(file, null);
    }

    private YamlMapping? ParseStream()
    {
        YamlNode? root = null;
        var documents = 0;
        while (_parser.MoveNext())
        {
            switch (_parser.Current)
            {
                case DocumentStart start when ++documents > 1:
                    _diagnostics.Report(DiagnosticIds.SeveralDocuments, SpanOf(start), "a second document begins here; a file holds one");
                    return root as YamlMapping;
                case NodeEvent or AnchorAlias:
                    root ??= ParseNode(_parser.Current, depth: 0);
                    break;
                default:
                    break;
            }
        }

        if (root is YamlMapping mapping)
        {
            return mapping;
        }

        if (root is not YamlProblem)
        {
            var span = root?.Span ?? new SourceSpan(_file, 1, 1, 1, 1);
            _diagnostics.Report(DiagnosticIds.WrongKind, span, $"the file must hold a mapping, not {root?.Kind ?? "nothing"}");
        }

        return null;
    }

    private YamlNode ParseNode(ParsingEvent current, int depth)
    {
        if (current is not NodeEvent node)
        {
            _diagnostics.Report(DiagnosticIds.YamlShorthand, SpanOf(current), "aliases are not allowed: write the value out");
            return new YamlProblem(SpanOf(current));
        }

        if (!node.Anchor.IsEmpty)
        {
            _diagnostics.Report(DiagnosticIds.YamlShorthand, SpanOf(node), "anchors are not allowed");
        }

        if (!node.Tag.IsEmpty)
        {
            _diagnostics.Report(DiagnosticIds.YamlShorthand, SpanOf(node), "tags are not allowed");
        }

        if (depth > MaxDepth)
        {
            _diagnostics.Report(DiagnosticIds.TooLarge, SpanOf(node), $"more than {MaxDepth} levels inside each other");
            Skip(node);
            return new YamlProblem(SpanOf(node));
        }

        return node switch
        {
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, SpanOf(scalar)),
            SequenceStart start => ParseSequence(start, depth),
            MappingStart start => ParseMapping(start, depth),
            _ => new YamlProblem(SpanOf(node)),
        };
    }

    private YamlSequence ParseSequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_parser.MoveNext() && _parser.Current is NodeEvent or AnchorAlias)
        {
            items.Add(ParseNode(_parser.Current, depth + 1));
        }

        return new YamlSequence(items.ToImmutable(), Span(start.Start, _parser.Current!.End));
    }

    private YamlMapping ParseMapping(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_parser.MoveNext() && _parser.Current is NodeEvent or AnchorAlias)
        {
            var key = ParseNode(_parser.Current, depth + 1);
            if (!_parser.MoveNext())
            {
                break;
            }

            var value = ParseNode(_parser.Current!, depth + 1);
            if (key is not YamlScalar name)
            {
                if (key is not YamlProblem)
                {
                    _diagnostics.Report(DiagnosticIds.WrongKind, key.Span, $"a key must be text, not {key.Kind}");
                }
            }
            else if (!lines.TryAdd(name.Value, name.Span.Line))
            {
                _diagnostics.Report(DiagnosticIds.DuplicateKey, name.Span, $"the key {DiagnosticBag.Quote(name.Value)} stands in line {lines[name.Value]} already");
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        return new YamlMapping(entries.ToImmutable(), Span(start.Start, _parser.Current!.End));
    }

    private void Skip(NodeEvent node)
    {
        for (var open = node.NestingIncrease; open > 0 && _parser.MoveNext();)
        {
            open += _parser.Current!.NestingIncrease;
        }
    }

    private SourceSpan SpanOf(ParsingEvent node) => Span(node.Start, node.End);

    private SourceSpan Span(Mark start, Mark end) => new(_file, (int)start.Line, (int)start.Column, (int)end.Line, (int)end.Column);
}
