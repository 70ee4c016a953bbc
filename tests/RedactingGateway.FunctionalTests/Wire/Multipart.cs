using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Multipart bodies, told by their first boundary, whatever Content-Type says.</summary>
internal static partial class Multipart
{
    public static bool TryRead(string text, [NotNullWhen(true)] out List<DecodedValue>? parts)
    {
        var boundary = FirstBoundary().Match(text);
        if (!boundary.Success)
        {
            parts = null;
            return false;
        }

        parts = [];
        var mark = "--" + boundary.Groups["boundary"].Value;
        foreach (var (index, part) in text.Split(mark).Index())
        {
            Read(index, part, parts);
        }

        return true;
    }

    private static void Read(int index, string part, List<DecodedValue> parts)
    {
        var headEnd = HeadEnd().Match(part);
        if (index == 0 || !headEnd.Success)
        {
            // The preamble, the closing dashes and what follows them: nobody reads it, but it is sent.
            parts.Add(new DecodedValue(">multipart(outside)", part));
            return;
        }

        var head = part[..headEnd.Index].Trim();
        var content = part[(headEnd.Index + headEnd.Length)..];
        content = content.EndsWith("\r\n", StringComparison.Ordinal) ? content[..^2] : content.TrimEnd('\n');

        var name = Name().Match(head) is { Success: true } match ? match.Groups["name"].Value : $"[{index - 1}]";
        parts.Add(new DecodedValue($">multipart.{name}(part headers)", head));
        parts.Add(new DecodedValue($">multipart.{name}", content));
    }

    [GeneratedRegex(@"(^|\n)--(?<boundary>[^\r\n]{1,200}?)\r?\n(?=[A-Za-z-]+:)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FirstBoundary();

    [GeneratedRegex(@"\r?\n\r?\n", RegexOptions.CultureInvariant)]
    private static partial Regex HeadEnd();

    [GeneratedRegex("""[;\s]name\s*=\s*("(?<name>[^"]*)"|(?<name>[^\s;]+))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
