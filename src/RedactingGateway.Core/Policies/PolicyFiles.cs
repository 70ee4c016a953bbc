using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Binding;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies;

/// <summary>The texts that a policy is made of.</summary>
/// <param name="Files">Files by kind: the policy and what it includes first, then taxonomy and dictionaries by name.</param>
internal sealed record PolicyFiles(ImmutableArray<PolicyFile> Files)
{
    private const string PolicyName = "gateway.yaml";
    private const int RevisionDigits = 12;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IEnumerable<PolicyFile> In(string folder) => Files.Where(f => f.Name.StartsWith($"{folder}/", StringComparison.Ordinal));

    /// <summary>The author's own files.</summary>
    public IEnumerable<PolicyFile> Own => Files.Where(static f => !f.IsShipped);

    /// <summary>When the author's own files were last written; null where they are no files.</summary>
    public DateTimeOffset? LastChanged => Own.Max(f => f.Written);

    /// <summary>Whether something that ships comes into force where the author's file of this name is not.</summary>
    /// <remarks>Notices are laid over the shipped ones key by key, so every one that goes changes what visitors read.</remarks>
    public bool IsReplaced(string name) => Files.All(f => f.Name != name || f.IsShipped) && (name.StartsWith("notices/", StringComparison.Ordinal) || Files.Any(f => f.Name == name));

    /// <summary>Whether the taxonomy is the one that ships.</summary>
    public bool HasShippedTaxonomy => In("taxonomy").All(static f => f.IsShipped || f.IsAsShipped);

    public PolicyFile? Policy => Files.FirstOrDefault(f => f.Name == PolicyName);

    /// <summary>First 12 hexadecimal digits of the SHA-256 over names and contents.</summary>
    public string Revision()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            // Lengths keep names and contents apart.
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(null, $"{file.Name.Length}:{file.Name}{file.Text.Length}:")));
            hash.AppendData(Encoding.UTF8.GetBytes(file.Text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..RevisionDigits];
    }

    /// <summary>Reads a folder; what it lacks in dictionaries, presets and taxonomy comes from the shipped one.</summary>
    public static PolicyFiles Read(string directory, string shipped, DiagnosticBag diagnostics)
    {
        var prefix = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        var files = ImmutableArray.CreateBuilder<PolicyFile>();
        if (ReadFile(Path.Combine(directory, PolicyName), PolicyName, prefix, diagnostics) is { } policy)
        {
            files.Add(policy);
            ReadIncluded(policy, directory, prefix, files, diagnostics);
        }

        foreach (var folder in new[] { "taxonomy", "protocols", "presets" })
        {
            var own = Names(Path.Combine(directory, folder), $"{prefix}/{folder}", diagnostics);
            var lacking = Names(Path.Combine(shipped, folder), $"config/{folder}", diagnostics).Except(own, StringComparer.Ordinal);
            files.AddRange(own.Select(n => ReadFile(Path.Combine(directory, folder, n), $"{folder}/{n}", prefix, diagnostics)).OfType<PolicyFile>().Select(f => f with { IsAsShipped = IsEqual(f, Path.Combine(shipped, f.Name)) }));
            files.AddRange(lacking.Select(n => ReadFile(Path.Combine(shipped, folder, n), $"{folder}/{n}", "config", diagnostics)).OfType<PolicyFile>().Select(f => f with { IsShipped = true }));
        }

        // Texts are laid over the shipped ones, key by key: both are read.
        files.AddRange(ReadShipped("notices", shipped, diagnostics));
        files.AddRange(Names(Path.Combine(directory, "notices"), $"{prefix}/notices", diagnostics).Select(n => ReadFile(Path.Combine(directory, "notices", n), $"notices/{n}", prefix, diagnostics)).OfType<PolicyFile>());
        return new PolicyFiles(files.ToImmutable());
    }

    /// <summary>The files of one kind that ship with the gateway.</summary>
    public static IReadOnlyList<PolicyFile> ReadShipped(string folder, string shipped, DiagnosticBag diagnostics) =>
    [
        .. Names(Path.Combine(shipped, folder), $"config/{folder}", diagnostics)
            .Select(n => ReadFile(Path.Combine(shipped, folder, n), $"{folder}/{n}", "config", diagnostics)).OfType<PolicyFile>().Select(f => f with { IsShipped = true }),
    ];

    // One that is not there, or cannot be read, is not equal.
    private static bool IsEqual(PolicyFile own, string shipped) => ReadFile(shipped, own.Name, "config", new DiagnosticBag())?.Text == own.Text;

    // A file that cannot be read is told where it is included.
    private static void ReadIncluded(PolicyFile from, string directory, string prefix, ImmutableArray<PolicyFile>.Builder files, DiagnosticBag diagnostics)
    {
        foreach (var name in PolicyIncludes.Names(from))
        {
            var path = Path.Combine(directory, name);
            if (files.All(f => f.Name != name) && File.Exists(path) && ReadFile(path, name, prefix, diagnostics) is { } included)
            {
                files.Add(included);
                ReadIncluded(included, directory, prefix, files, diagnostics);
            }
        }
    }

    private static IReadOnlyList<string> Names(string directory, string shown, DiagnosticBag diagnostics)
    {
        try
        {
            return Directory.Exists(directory)
                ? [.. Directory.EnumerateFiles(directory, "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(DiagnosticIds.FileUnreadable, new SourceSpan(shown, 0, 0, 0, 0), "the folder cannot be read");
            return [];
        }
    }

    private static PolicyFile? ReadFile(string path, string name, string prefix, DiagnosticBag diagnostics)
    {
        var shown = $"{prefix}/{name}";
        var span = new SourceSpan(shown, 1, 1, 1, 1);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > YamlTreeParser.MaxFileBytes)
            {
                diagnostics.Report(DiagnosticIds.TooLarge, span, $"the file is larger than {YamlTreeParser.MaxFileBytes / 1024} KiB");
                return null;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var text = StrictUtf8.GetString(bytes);
            return new PolicyFile(name, shown, text.StartsWith('\uFEFF') ? text[1..] : text) { Written = new DateTimeOffset(File.GetLastWriteTimeUtc(path)) };
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Report(DiagnosticIds.NotUtf8, span, "the file is not UTF-8");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            diagnostics.Report(DiagnosticIds.FileUnreadable, span with { Line = 0, Column = 0 }, "there is no such file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(DiagnosticIds.FileUnreadable, span with { Line = 0, Column = 0 }, "the file cannot be read");
        }

        return null;
    }
}

/// <summary>One text of a policy.</summary>
/// <param name="Name">Its name below the configuration folder, e.g. <c>protocols/ga4.yaml</c>.</param>
/// <param name="Shown">Its name in diagnostics, with the folder's own name before it.</param>
/// <param name="Text">Its content.</param>
/// <param name="IsShipped">Whether it came with the program.</param>
internal sealed record PolicyFile(string Name, string Shown, string Text, bool IsShipped = false)
{
    /// <summary>When it was last written; null where it is no file.</summary>
    public DateTimeOffset? Written { get; init; }

    /// <summary>Whether it is the author's, and says what the shipped one of its name says: who copies the whole folder changes few of its files.</summary>
    public bool IsAsShipped { get; init; }
}
