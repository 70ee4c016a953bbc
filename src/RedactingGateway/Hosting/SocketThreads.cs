using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using RedactingGateway.Options;

namespace RedactingGateway.Hosting;

/// <summary>Where the work goes on after a socket has given or taken bytes: by default in the thread pool, with <see cref="GatewayOptions.InlineSockets"/> on the thread that saw the socket's event.</summary>
/// <remarks>
/// On such a thread whatever takes long holds up other connections, so long work leaves it: bodies over 32 KiB and compressed ones, pages that are rewritten, SQLite, the gateway's own pages and the admin pages (<see cref="SocketThread"/>).
/// </remarks>
internal static class SocketThreads
{
    // Read once by System.Net.Sockets, when the first socket is made.
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static void Apply(IServiceCollection services, GatewayOptions settings)
    {
        if (settings.InlineSockets)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
            services.Configure<SocketTransportOptions>(static sockets => sockets.UnsafePreferInlineScheduling = true);
        }
    }
}
