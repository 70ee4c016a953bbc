using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RedactingGateway.Admin;
using RedactingGateway.Options;

namespace RedactingGateway.Hosting;

/// <summary>Binds the addresses for visitors and, as a listener of its own, the admin address.</summary>
/// <remarks>
/// A connection carries the mark of its listener (<see cref="AdminConnection"/>). Ports or Host headers are no proof: a
/// client writes the Host header, and both listeners may be given the port 0.
/// </remarks>
internal sealed class Listeners(ServerCertificate? certificate)
{
    private readonly List<(string Scheme, ListenOptions Options)> _gateway = [];
    private readonly List<(string Scheme, ListenOptions Options)> _admin = [];

    /// <summary>Adds the listeners to the server.</summary>
    public void Bind(KestrelServerOptions kestrel, GatewayOptions options)
    {
        foreach (var url in ListenerAddressesAttribute.Split(options.Urls))
        {
            Bind(kestrel, url, listener => _gateway.Add(listener), clients: null);
        }

        var clients = AdminCertificates.Read(options);
        foreach (var url in ListenerAddressesAttribute.Split(options.AdminUrl))
        {
            Bind(kestrel, url, listener =>
            {
                AdminConnection.Mark(listener.Options);
                _admin.Add(listener);
            }, clients);
        }
    }

    /// <summary>The addresses, with the ports that were bound.</summary>
    public GatewayAddresses Addresses() =>
        new([.. _gateway.Select(Address)], Address(_admin[0]));

    private static Uri Address((string Scheme, ListenOptions Options) listener)
    {
        var endPoint = listener.Options.IPEndPoint ?? new IPEndPoint(IPAddress.Loopback, 0);
        var host = endPoint.Address.Equals(IPAddress.Any) || endPoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : endPoint.Address;
        return new Uri($"{listener.Scheme}://{new IPEndPoint(host, endPoint.Port)}");
    }

    private void Bind(KestrelServerOptions kestrel, string url, Action<(string Scheme, ListenOptions Options)> bound, AdminCertificates? clients)
    {
        var address = BindingAddress.Parse(url);
        if (address.IsUnixPipe)
        {
            kestrel.ListenUnixSocket(address.UnixPipePath, Configure);
        }
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, address.Port, Configure);
        }
        else if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            kestrel.ListenLocalhost(address.Port, Configure);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, Configure);
        }

        void Configure(ListenOptions listen)
        {
            bound((address.Scheme, listen));
            if (address.Scheme != Uri.UriSchemeHttps)
            {
                return;
            }

            if (certificate is null)
            {
                listen.UseHttps(https => clients?.Apply(https));
            }
            else
            {
                listen.UseHttps(certificate.Handshake(clients));
            }
        }
    }
}
