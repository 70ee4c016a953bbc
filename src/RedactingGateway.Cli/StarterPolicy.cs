using System.Globalization;

namespace RedactingGateway.Cli;

/// <summary>The policy that <c>init</c> writes, put together from pieces.</summary>
/// <param name="Files">Files by their name below the folder.</param>
internal sealed record StarterPolicy(IReadOnlyList<KeyValuePair<string, string>> Files)
{
    private const string Policy = "gateway.yaml";

    // Per vendor: the purpose that it serves, and the fields of its sample request that the sample tests look at.
    private static readonly OrderedDictionary<string, (string Purpose, string Address, string Number)> Known = new(StringComparer.Ordinal)
    {
        ["ga4"] = ("audienceMeasurement", "query.dl", "query.cid"),
        ["meta"] = ("adMeasurement", "query.dl", "query.fbp"),
        ["matomo"] = ("audienceMeasurement", "query.url", "query._id"),
    };

    public static IEnumerable<string> Vendors => Known.Keys;

    /// <summary>Makes it.</summary>
    /// <exception cref="FormatException">An answer cannot be used; the message says why.</exception>
    public static StarterPolicy Make(string site, string vendors, TimeProvider time)
    {
        var host = site.Trim().Replace("https://", "", StringComparison.OrdinalIgnoreCase).Replace("http://", "", StringComparison.OrdinalIgnoreCase).TrimEnd('/').ToLowerInvariant();
        if (Uri.CheckHostName(host) != UriHostNameType.Dns)
        {
            throw new FormatException($"'{site}' is no host name such as shop.example.");
        }

        var named = vendors.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        if (named.Find(v => !Known.ContainsKey(v)) is { } unknown)
        {
            throw new FormatException($"There is no starter for '{unknown}'; possible: {string.Join(", ", Vendors)}.");
        }

        if (named.Count == 0)
        {
            throw new FormatException($"A policy needs at least one vendor; possible: {string.Join(", ", Vendors)}.");
        }

        var today = time.GetLocalNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = string.Concat(
            Piece("head.yaml"),
            "\npurposes:\n", string.Join('\n', named.Select(v => Known[v].Purpose).Distinct(StringComparer.Ordinal).Select(p => Piece($"{p}.yaml"))),
            "\nrecipients:\n", string.Concat(named.Select(v => Piece($"{v}.recipient.yaml"))),
            "\ndestinations:\n", string.Join('\n', named.Select(v => Piece($"{v}.destination.yaml"))),
            Piece("sites.yaml"));
        List<KeyValuePair<string, string>> files = [new(Policy, Fill(text, host, today))];
        foreach (var vendor in named)
        {
            var test = Piece("test.yaml").Replace("{vendor}", vendor, StringComparison.Ordinal)
                .Replace("{address}", Known[vendor].Address, StringComparison.Ordinal).Replace("{number}", Known[vendor].Number, StringComparison.Ordinal);
            files.Add(new($"tests/{vendor}.yaml", Fill(test, host, today)));
            files.Add(new($"tests/requests/{vendor}.http", Fill(Piece($"{vendor}.http"), host, today)));
        }

        return new StarterPolicy(files);
    }

    /// <summary>Writes the files; none that is there already is touched.</summary>
    /// <exception cref="IOException">There is a policy already.</exception>
    public IEnumerable<string> Write(DirectoryInfo folder)
    {
        if (Files.FirstOrDefault(f => File.Exists(Path.Combine(folder.FullName, f.Key))).Key is { } present)
        {
            throw new IOException($"There is a {present} in '{folder}' already; --output names another folder.");
        }

        return WriteNew(folder);
    }

    private IEnumerable<string> WriteNew(DirectoryInfo folder)
    {
        foreach (var (name, text) in Files)
        {
            var path = Path.Combine(folder.ToString(), name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            yield return path;
        }
    }

    private static string Fill(string text, string site, string today) =>
        text.Replace("{site}", site, StringComparison.Ordinal).Replace("{today}", today, StringComparison.Ordinal);

    private static string Piece(string name)
    {
        using var stream = typeof(StarterPolicy).Assembly.GetManifestResourceStream($"starter.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
