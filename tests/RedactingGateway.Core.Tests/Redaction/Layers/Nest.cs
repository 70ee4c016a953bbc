using System.Text;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>A value in a nesting of encodings: a leaf, or parts in a structure in codings.</summary>
internal sealed class Nest
{
    private Nest(string name, Codec[] chain, IReadOnlyList<Nest> parts, string? text)
    {
        (Name, Chain, Parts, Text) = (name, chain, parts, text);
    }

    public string Name { get; }

    /// <summary>From the outside in, the structure last; empty: a leaf.</summary>
    public Codec[] Chain { get; }

    public IReadOnlyList<Nest> Parts { get; }

    public string? Text { get; }

    public bool IsDenied { get; set; }

    public IEnumerable<Nest> Leaves => Text is null ? Parts.SelectMany(part => part.Leaves) : [this];

    public bool HasCompression => Chain.Any(NestCoding.IsCompression) || Parts.Any(part => part.HasCompression);

    public static Nest Leaf(string name, string text) => new(name, [], [], text);

    public static Nest Of(string name, Codec[] chain, IReadOnlyList<Nest> parts) => new(name, chain, parts, text: null);

    public byte[] Write()
    {
        if (Text is not null)
        {
            return Encoding.UTF8.GetBytes(Text);
        }

        var bytes = NestStructure.Write(Chain[^1], [.. Parts.Select(part => (part.Name, part.Write()))]);
        return Chain[..^1].Reverse().Aggregate(bytes, (inner, coding) => NestCoding.Write(coding, inner));
    }

    /// <summary>Names and values of all leaves that <paramref name="bytes"/> hold.</summary>
    public IEnumerable<(string Name, string Value)> Read(byte[] bytes)
    {
        if (Text is not null)
        {
            return [(Name, Encoding.UTF8.GetString(bytes))];
        }

        var inner = Chain[..^1].Aggregate(bytes, (outer, coding) => NestCoding.Read(coding, outer));
        return NestStructure.Read(Chain[^1], inner).SelectMany(part => Parts.FirstOrDefault(known => known.Name == part.Name)?.Read(part.Value) ?? []);
    }

    /// <summary>What the protocol says of the value.</summary>
    public FieldState State() => Text is not null ? IsDenied ? Workbench.Deny() : Workbench.Keep() : Workbench.Layer(Root(), Chain);

    /// <summary>What the protocol says of the parts.</summary>
    public FieldState Root()
    {
        var parts = Parts.Select(part => (part.Name, part.State())).ToArray();
        return Chain[^1] switch
        {
            Codec.FormLines or Codec.JsonLines => Workbench.List(Workbench.Part(parts)),
            Codec.Envelope => Workbench.Part(
                ("header", Workbench.Part(parts[0])),
                ("item", Workbench.Part(("type", Workbench.Keep()), ("length", Workbench.Keep(FieldType.Integer)))),
                ("event", Workbench.Part(parts[1..]))),
            _ => Workbench.Part(parts),
        };
    }

    public override string ToString() =>
        Text is not null ? $"{Name}={Text}{(IsDenied ? "!" : "")}" : $"{Name}:{string.Join('>', Chain)}({string.Join(", ", Parts)})";
}
