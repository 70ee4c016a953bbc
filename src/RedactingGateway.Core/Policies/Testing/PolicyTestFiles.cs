using System.Collections.Immutable;
using System.Text;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Testing;

/// <summary>Reads the tests of a policy: <c>tests/*.yaml</c> in its folder.</summary>
public static class PolicyTestFiles
{
    private const string Folder = "tests";

    /// <summary>Reads them all.</summary>
    /// <param name="directory">The configuration folder.</param>
    /// <param name="policy">The policy, for the names of its destinations.</param>
    public static PolicyTestSuite Load(string directory, PolicySnapshot policy)
    {
        var diagnostics = new DiagnosticBag();
        var tests = ImmutableArray.CreateBuilder<PolicyTest>();
        var folder = Path.Combine(directory, Folder);
        var prefix = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml") : [];
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var shown = $"{prefix}/{Folder}/{Path.GetFileName(path)}";
            if (Read(path, shown, diagnostics) is { } text && YamlTreeParser.Parse(shown, text, diagnostics) is { Root: not null } document)
            {
                tests.AddRange(new PolicyTestBinder(folder, policy, diagnostics).Bind(document));
            }
        }

        return new PolicyTestSuite(tests.ToImmutable(), diagnostics.Sorted());
    }

    private static string? Read(string path, string shown, DiagnosticBag diagnostics)
    {
        try
        {
            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Report(DiagnosticIds.NotUtf8, new SourceSpan(shown, 1, 1, 1, 1), "the file is not UTF-8");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(DiagnosticIds.FileUnreadable, new SourceSpan(shown, 0, 0, 0, 0), "the file cannot be read");
        }

        return null;
    }
}

/// <summary>The tests of a policy.</summary>
/// <param name="Tests">Those that could be read, in the order of their files.</param>
/// <param name="Diagnostics">What is wrong with the files themselves.</param>
public sealed record PolicyTestSuite(ImmutableArray<PolicyTest> Tests, ImmutableArray<Diagnostic> Diagnostics);
