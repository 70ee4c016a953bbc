using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using RedactingGateway.Options;

namespace RedactingGateway.Hosting;

/// <summary>Where the work goes on after a socket has given or taken bytes: by default in the thread pool, with <see cref="GatewayOptions.InlineSockets"/> on the thread that saw the socket's event.</summary>
/// <remarks>
/// On such a thread whatever takes long holds up other connections, so long work leaves it.
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
