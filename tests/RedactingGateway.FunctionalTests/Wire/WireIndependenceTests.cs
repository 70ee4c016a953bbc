using System.Text.RegularExpressions;
using ArchUnitNET.Loader;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>A search that shared code with the product would share its mistakes.</summary>
public sealed partial class WireIndependenceTests
{
    private const string Product = "RedactingGateway.";
    private const string Own = "RedactingGateway.FunctionalTests.Wire.";

    [Fact]
    public void The_wire_code_uses_nothing_of_the_product()
    {
        var types = new ArchLoader().LoadAssembly(typeof(WireDecoder).Assembly).Build().Types
            .Where(type => type.FullName.StartsWith(Own, StringComparison.Ordinal))
            .ToList();

        Assert.Contains(types, type => type.FullName == typeof(WireDecoder).FullName);
        Assert.DoesNotContain(types.SelectMany(type => type.Dependencies), dependency => IsForeign(dependency.Target.FullName));
    }

    /// <summary>Constants leave no trace in the compiled code, so the source is read too.</summary>
    [Fact]
    public void The_wire_source_names_nothing_of_the_product()
    {
        var files = Directory.GetFiles(Path.Combine(Corpus.RepositoryRoot, "tests", "RedactingGateway.FunctionalTests", "Wire"), "*.cs");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(NameOfTheProduct(), File.ReadAllText(file)));
    }

    private static bool IsForeign(string type) =>
        type.StartsWith(Product, StringComparison.Ordinal) && !type.StartsWith(Own, StringComparison.Ordinal);

    [GeneratedRegex(@"\bRedactingGateway\.(?!sln\b|FunctionalTests\b)\w")]
    private static partial Regex NameOfTheProduct();
}
