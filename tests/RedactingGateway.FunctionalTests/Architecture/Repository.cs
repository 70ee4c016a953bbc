using System.Xml.Linq;

namespace RedactingGateway.FunctionalTests.Architecture;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "node_modules", "TestResults", "artifacts", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files below <paramref name="folder"/>, relative to the root, with <c>/</c>.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.Exists(Path.Combine(Root, folder))
            ? Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
                .Where(f => !f.Split('/').Any(NotOurs.Contains))
            : [];

    /// <summary>Names of the projects that a project of <c>src</c> refers to.</summary>
    public static IEnumerable<string> ProjectReferences(string project) => Includes(project, "ProjectReference")
        .Select(i => Path.GetFileNameWithoutExtension(i.Replace('\\', '/')));

    /// <summary>Names of the packages and frameworks that a project of <c>src</c> refers to.</summary>
    public static IEnumerable<string> PackageReferences(string project) =>
        Includes(project, "PackageReference").Concat(Includes(project, "FrameworkReference"));

    /// <summary>The SDK of a project of <c>src</c>.</summary>
    public static string? Sdk(string project) => Load(project).Root!.Attribute("Sdk")?.Value;

    private static IEnumerable<string> Includes(string project, string item) =>
        Load(project).Descendants(item).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    private static XDocument Load(string project) => XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RedactingGateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests must run inside the repository.");
        }

        return folder.FullName;
    }
}
