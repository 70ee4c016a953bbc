using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Effective;

/// <summary>Tree → lines of YAML, one for each key and each value.</summary>
internal sealed partial class EffectiveWriter
{
    /// <summary>Key of what is no part of the language and stands there for people: what a preset keeps from a purpose.</summary>
    public const string Remark = "# never for this purpose";

    private static readonly JsonSerializerOptions Quoted = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableArray<EffectiveLine>.Builder _lines = ImmutableArray.CreateBuilder<EffectiveLine>();

    public ImmutableArray<EffectiveLine> Lines => _lines.ToImmutable();

    public void Write(YamlMapping mapping, int indentation, ImmutableArray<string> path, string first = "")
    {
        foreach (var (i, (key, value)) in mapping.Entries.Index())
        {
            var before = i == 0 && first.Length > 0 ? first : new string(' ', indentation);
            if (key.Value == Remark)
            {
                WriteRemark(value, before, path);
                continue;
            }

            WriteValue($"{before}{Scalar(key)}:", value, indentation, path.Add(key.Value), key.Span);
        }
    }

    private void WriteRemark(YamlNode value, string before, ImmutableArray<string> path)
    {
        foreach (var category in (value as YamlSequence)?.Items.OfType<YamlScalar>() ?? [])
        {
            _lines.Add(new EffectiveLine(path.Add("never"), $"{before}{Remark}: {category.Value}", category.Value, category.Span));
        }
    }

    private void WriteValue(string start, YamlNode value, int indentation, ImmutableArray<string> path, SourceSpan origin)
    {
        switch (value)
        {
            case YamlMapping { Entries.IsEmpty: false } mapping:
                _lines.Add(new EffectiveLine(path, start, null, origin));
                Write(mapping, indentation + 2, path);
                break;
            case YamlSequence { Items.IsEmpty: false } list:
                _lines.Add(new EffectiveLine(path, start, null, origin));
                WriteItems(list, indentation + 2, path);
                break;
            default:
                _lines.Add(new EffectiveLine(path, $"{start} {Leaf(value)}", (value as YamlScalar)?.Value ?? "", origin));
                break;
        }
    }

    private void WriteItems(YamlSequence list, int indentation, ImmutableArray<string> path)
    {
        foreach (var (i, item) in list.Items.Index())
        {
            var dash = $"{new string(' ', indentation)}- ";
            var at = path.Add(i.ToString(CultureInfo.InvariantCulture));
            switch (item)
            {
                case YamlMapping { Entries.IsEmpty: false } mapping:
                    Write(mapping, indentation + 2, at, dash);
                    break;
                case YamlSequence { Items.IsEmpty: false } inner:
                    _lines.Add(new EffectiveLine(at, dash.TrimEnd(), null, inner.Span));
                    WriteItems(inner, indentation + 2, at);
                    break;
                default:
                    _lines.Add(new EffectiveLine(at, $"{dash}{Leaf(item)}", (item as YamlScalar)?.Value ?? "", item.Span));
                    break;
            }
        }
    }

    private static string Leaf(YamlNode value) => value switch
    {
        YamlScalar scalar => Scalar(scalar),
        YamlSequence => "[]",
        _ => "{}",
    };

    // JSON's strings are YAML's; a text that YAML could take for something else is quoted.
    private static string Scalar(YamlScalar scalar) =>
        scalar.IsNull || PlainText.IsMatch(scalar.Value) ? scalar.Value : JsonSerializer.Serialize(scalar.Value, Quoted);

    [GeneratedRegex(@"\A[A-Za-z0-9/$][A-Za-z0-9_./*{}+()ÄÖÜäöüß-]*( [A-Za-z0-9_./()ÄÖÜäöüß-]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainText { get; }
}
