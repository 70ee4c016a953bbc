using System.Text;
using CsCheck;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>Every codec in random nestings six layers deep: what is kept is the identity, and one denied leaf is the only one that is missing.</summary>
public sealed class NestPropertyTests
{
    private const int Depth = 6;
    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("RGW_CASES") ?? "3000", System.Globalization.CultureInfo.InvariantCulture);

    // The long run (.ci/long) draws its own; null: CsCheck's.
    private static readonly string? Seed = Environment.GetEnvironmentVariable("RGW_SEED") is { Length: > 0 } given ? given : null;

    private static readonly Gen<int[]> Choices = Gen.Int[0, int.MaxValue].Array[0, 120];

    [Fact]
    public void Redact_EverythingKept_IsTheIdentity() => Choices.Sample(
        choices =>
        {
            var nest = new NestGenerator(choices).Body(Depth, denyOne: false);
            var sent = nest.Write();
            var left = Left(nest, sent);
            if (nest.HasCompression)
            {
                Assert.Equal(nest.Leaves.Select(leaf => (leaf.Name, leaf.Text!)), nest.Read(left));
            }
            else
            {
                Assert.True(sent.AsSpan().SequenceEqual(left), $"{nest}\n{Encoding.UTF8.GetString(sent)}\n{Encoding.UTF8.GetString(left)}");
            }
        },
        seed: Seed,
        iter: Cases);

    [Fact]
    public void Redact_OneLeafDenied_OnlyThatLeafIsMissing() => Choices.Sample(
        choices =>
        {
            var nest = new NestGenerator(choices).Body(Depth, denyOne: true);
            var left = Left(nest, nest.Write());
            Assert.Equal(nest.Leaves.Where(leaf => !leaf.IsDenied).Select(leaf => (leaf.Name, leaf.Text!)), nest.Read(left));
        },
        seed: Seed,
        iter: Cases);

    [Fact]
    public void Redact_LeavesOfAllCodecs_WereTried()
    {
        HashSet<Codec> seen = [];
        Choices.Sample(
            choices =>
            {
                lock (seen)
                {
                    Collect(new NestGenerator(choices).Body(Depth, denyOne: false), seen);
                }
            },
            seed: Seed,
        iter: Cases);
        Assert.Equal(Enum.GetValues<Codec>().Order(), seen.Order());
    }

    private static void Collect(Nest nest, HashSet<Codec> seen)
    {
        seen.UnionWith(nest.Chain);
        foreach (var part in nest.Parts)
        {
            Collect(part, seen);
        }
    }

    private static byte[] Left(Nest nest, byte[] sent)
    {
        var structure = nest.Chain[^1];
        var bench = new Workbench { Format = new LayerFormat([[structure]]), Body = nest.Root() };
        var type = structure == Codec.Multipart ? $"multipart/form-data; boundary={NestStructure.Boundary}" : "text/plain";
        using var result = bench.Redact("/e", sent, type);
        Assert.True(result.Withheld == Core.Redaction.WithheldReason.None, $"{result.Withheld}: {nest}\n{Encoding.UTF8.GetString(sent)}");
        return result.Body.ToArray();
    }
}
