using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace RedactingGateway.Core.Protocols.Addresses;

/// <summary>Where a field is, e.g. <c>query.cx&gt;$.data[].name</c>; equal addresses have equal texts.</summary>
internal sealed class FieldAddress : IEquatable<FieldAddress>
{
    /// <summary>Most steps of an address.</summary>
    public const int MaxSteps = 32;

    private static readonly SearchValues<char> QuotedInNames = SearchValues.Create(" \t,>*\"\\");
    private static readonly SearchValues<char> QuotedInPaths = SearchValues.Create(" \t,>*\"\\.[]");

    public FieldAddress(AddressPlace place, ImmutableArray<AddressStep> steps)
    {
        Place = place;
        Steps = steps;
        Text = Write(place, steps);
        Specificity = new Specificity(
            steps.Count(s => s.Kind == StepKind.AnyDepth),
            steps.Count(s => s.Kind is StepKind.Pattern or StepKind.AnyName),
            steps.Sum(s => s.Kind is StepKind.Name or StepKind.Pattern ? Encoding.UTF8.GetByteCount(s.Name) - s.Name.Count(c => s.Kind == StepKind.Pattern && c == '*') : 0));
    }

    public AddressPlace Place { get; }

    /// <summary>Steps from the place's root.</summary>
    public ImmutableArray<AddressStep> Steps { get; }

    /// <summary>The one way to write it: parsing it gives an equal address.</summary>
    public string Text { get; }

    public Specificity Specificity { get; }

    public bool Equals(FieldAddress? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as FieldAddress);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static string Write(AddressPlace place, ImmutableArray<AddressStep> steps)
    {
        var isPath = place is AddressPlace.Json;
        var text = new StringBuilder(place switch { AddressPlace.Json => "body.$", _ => PlaceName(place) });
        foreach (var (i, (kind, name)) in steps.Index())
        {
            // Behind a line or a part of an envelope its JSON path begins.
            if (place is AddressPlace.JsonLines or AddressPlace.Envelope && i == 1)
            {
                text.Append(".$");
                isPath = true;
            }

            switch (kind)
            {
                case StepKind.Name:
                    text.Append('.').Append(NeedsQuotes(name, isPath) ? Quote(name) : name);
                    break;
                case StepKind.Pattern:
                    text.Append('.').Append(name);
                    break;
                case StepKind.AnyName:
                    text.Append(".*");
                    break;
                case StepKind.AnyDepth:
                    text.Append(".**");
                    break;
                case StepKind.Element:
                    text.Append("[]");
                    break;
                case StepKind.IntoJson:
                    text.Append(">$");
                    isPath = true;
                    break;
                default:
                    text.Append(kind == StepKind.IntoForm ? ">form" : ">packed");
                    isPath = false;
                    break;
            }
        }

        if (place is AddressPlace.JsonLines or AddressPlace.Envelope && steps.Length == 1)
        {
            text.Append(".$");
        }

        return text.ToString();
    }

    internal static string PlaceName(AddressPlace place) => place switch
    {
        AddressPlace.Query => "query",
        AddressPlace.Form => "form",
        AddressPlace.Header => "header",
        AddressPlace.Cookie => "cookie",
        AddressPlace.Path => "path",
        _ => "body",
    };

    private static bool NeedsQuotes(string name, bool isPath) =>
        name.Length == 0 || name.AsSpan().ContainsAny(isPath ? QuotedInPaths : QuotedInNames) || name.Any(char.IsControl) || name.Any(char.IsWhiteSpace);

    private static string Quote(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
