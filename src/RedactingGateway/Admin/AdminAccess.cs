using System.Net;

namespace RedactingGateway.Admin;

/// <summary>Who may see the admin pages: whoever is on this machine; from elsewhere, who carries the token or a client certificate that the listener asked for.</summary>
internal sealed class AdminAccess(AdminToken token)
{
    /// <summary>Why a request is refused; null: it is not.</summary>
    public AdminRefusal? Check(HttpContext context)
    {
        // The listener takes certificates of its own authority only (AdminCertificates).
        if (context.Connection.ClientCertificate is not null || token.IsCarriedBy(context.Request) || token.IsPasswordOf(context.Request))
        {
            return null;
        }

        if (!IsLocal(context.Connection))
        {
            return token.IsSet
                ? new(StatusCodes.Status401Unauthorized, "Send the admin token: as bearer token, or as password with any name.")
                : new(StatusCodes.Status403Forbidden, "The admin address is open to the network and there is no admin token: set Gateway:AdminTokenFile, or Gateway:AdminClientAuthorityFile.");
        }

        // A page from elsewhere whose name was made to lead here would read the answer; it cannot choose this name. No page reaches a Unix socket.
        return context.Connection.LocalIpAddress is null || IsLocalName(context.Request.Host.Host) ? null : new(StatusCodes.Status421MisdirectedRequest, "Call this machine by its address or localhost, or send the admin token.");
    }

    // A Unix socket has no address, and its file has permissions.
    private static bool IsLocal(ConnectionInfo connection) => connection.LocalIpAddress is null || IPAddress.IsLoopback(connection.LocalIpAddress);

    private static bool IsLocalName(string host) =>
        host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);
}

/// <summary>A refusal of the admin listener.</summary>
internal sealed record AdminRefusal(int Status, string Error);
