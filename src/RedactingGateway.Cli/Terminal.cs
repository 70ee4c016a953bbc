namespace RedactingGateway.Cli;

/// <summary>Stresses what stands between two <c>**</c>, on a terminal only: a pipe or a file gets plain text.</summary>
internal static class Terminal
{
    // ECMA-48 § 8.3.117, SGR.
    private const string BoldOn = "\e[1m";
    private const string Off = "\e[0m";

    // https://no-color.org
    private static bool HasColours { get; } = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static string Plain(string text) => text.Replace("**", "", StringComparison.Ordinal);

    public static string Bold(string text)
    {
        if (!HasColours)
        {
            return Plain(text);
        }

        var parts = text.Split("**");
        return string.Concat(parts.Select((part, i) => i % 2 == 0 ? part : $"{BoldOn}{part}{Off}"));
    }
}
