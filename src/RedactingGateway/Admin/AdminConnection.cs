using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RedactingGateway.Admin;

/// <summary>The mark on every connection that came in through the admin listener.</summary>
internal sealed class AdminConnection
{
    private static readonly AdminConnection Instance = new();

    /// <summary>Marks the connections of a listener.</summary>
    public static void Mark(ListenOptions listener) => listener.Use(next => connection =>
    {
        connection.Features.Set(Instance);
        return next(connection);
    });

    /// <summary>Whether the request came in through the admin listener.</summary>
    public static bool Carries(HttpContext context) => context.Features.Get<AdminConnection>() is not null;
}
