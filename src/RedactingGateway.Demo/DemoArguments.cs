using System.Globalization;

namespace RedactingGateway.Demo;

/// <summary>The demo's command line.</summary>
/// <param name="Port">Port of the gateway; 0 takes a free one.</param>
/// <param name="AdminPort">Port of the gateway's admin pages; 0 takes a free one.</param>
internal sealed record DemoArguments(int Port, int AdminPort)
{
    public const string Usage = "Usage: dotnet run --project src/RedactingGateway.Demo -- [--port PORT] [--admin-port PORT]   (8080 and the port after it, if nothing is said)";

    private const int DefaultPort = 8080;

    /// <summary>Reads <paramref name="arguments"/>; null where they cannot be understood.</summary>
    public static DemoArguments? Parse(IReadOnlyList<string> arguments)
    {
        int? port = null;
        int? adminPort = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments, ref i);
            if (!ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            switch (name)
            {
                case "--port":
                    port = number;
                    break;
                case "--admin-port":
                    adminPort = number;
                    break;
                default:
                    return null;
            }
        }

        var first = port ?? DefaultPort;
        return new DemoArguments(first, adminPort ?? (first is 0 or ushort.MaxValue ? 0 : first + 1));
    }

    private static (string Name, string? Value) Split(IReadOnlyList<string> arguments, ref int at)
    {
        var text = arguments[at];
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals >= 0 ? (text[..equals], text[(equals + 1)..]) : (text, ++at < arguments.Count ? arguments[at] : null);
    }
}
