using CsCheck;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Tests.Policies;

public sealed class PolicyLoaderRobustnessTests
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "config");

    // Dictionaries that no destination names and nobody mutates are not bound, as in production.
    private static readonly PolicyFiles Files = new(
        [.. PolicyFiles.Read(Shipped, Shipped, new DiagnosticBag()).Files.Select(f => f with { IsShipped = f.Name.StartsWith("protocols/", StringComparison.Ordinal) })]);

    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.OneOf("\t", ":", "- ", "[", "]", "{", "}", "\"", "'", "*", "&a ", "!x ", "|", ">", "#", "\n", "\n  ", ",", "~", "null", "${X}", "---\n", "\u0000", "\uD800", "**", ".", "$", "%", "?"),
        Gen.String[Gen.Char, 0, 4]);

    [Fact]
    public void Load_MutatedFiles_NeverThrow()
    {
        var mutation = Gen.Select(Gen.Int[0, Files.Files.Length - 1], Gen.Double[0, 1], Gen.Int[0, 12], Pieces);
        mutation.Array[1, 3].Sample(
            mutations =>
            {
                var files = Files.Files.ToArray();
                foreach (var (at, place, cut, piece) in mutations)
                {
                    var text = files[at].Text;
                    var start = (int)(place * text.Length);
                    files[at] = files[at] with { IsShipped = false, Text = text.Remove(start, Math.Min(cut, text.Length - start)).Insert(start, piece) };
                }

                var result = PolicyLoader.Load(new PolicyFiles([.. files]), _ => null, new DiagnosticBag());

                Assert.Equal(result.Diagnostics.Any(d => d.Severity == Severity.Error), result.Snapshot is null);
                Assert.All(result.Diagnostics, d => Assert.DoesNotContain('\n', d.ToString()));
            },
            iter: 150);
    }

    [Fact]
    public void Load_FolderThatDoesNotExist_SaysSo()
    {
        var result = PolicyLoader.Load(Path.Combine(Shipped, "nowhere"));

        Assert.Null(result.Snapshot);
        Assert.Equal("nowhere/gateway.yaml: error RGW0101: there is no such file", Assert.Single(result.Diagnostics).ToString());
    }

    [Fact]
    public void Load_FileBeyondTheCap_IsRefusedUnread()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "gateway.yaml"), new string('#', (1024 * 1024) + 1));

            Assert.Equal("RGW0107", Assert.Single(PolicyLoader.Load(folder.FullName).Diagnostics).Id);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Load_OwnDictionaryOfTheSameFileName_ReplacesTheShippedOne()
    {
        var result = PolicyCorpus.Load("required-never-allowed");

        Assert.NotNull(result.Snapshot);
        Assert.StartsWith("required-never-allowed/protocols/", result.Snapshot.Destinations[0].Endpoints[0].Span.File, StringComparison.Ordinal);
    }
}
