using System.Collections.Frozen;

namespace RedactingGateway.Core.Detection.Identity;

/// <summary>World manufacturer identifiers, the first three characters of a vehicle identification number (ISO 3780).</summary>
internal sealed class MakerCodes
{
    private readonly FrozenSet<int> _codes;

    private MakerCodes(IEnumerable<string> codes) => _codes = codes.Select(code => Pack((byte)code[0], (byte)code[1], (byte)code[2])).ToFrozenSet();

    /// <summary>The codes of <c>Data/vehicles.tsv</c>.</summary>
    public static MakerCodes Shipped { get; } = new(DataFile.Lines("vehicles.tsv").SelectMany(line => line.Split('\t')[1].Split(", ")));

    /// <summary>True when the number begins with a known code.</summary>
    public bool Contains(ReadOnlySpan<byte> vin) => _codes.Contains(Pack(vin[0], vin[1], vin[2]));

    private static int Pack(byte first, byte second, byte third) => (first << 16) | (second << 8) | third;
}
