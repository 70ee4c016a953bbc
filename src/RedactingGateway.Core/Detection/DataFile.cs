using System.Reflection;

namespace RedactingGateway.Core.Detection;

/// <summary>Reads the word lists and tables that are embedded in this assembly from <c>Detection/Data</c>.</summary>
internal static class DataFile
{
    /// <summary>The lines of a file without comments (<c>#</c>) and empty ones.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("detection." + name)
            ?? throw new InvalidOperationException($"The file {name} is not embedded.");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
