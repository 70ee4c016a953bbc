using System.Net;
using Microsoft.AspNetCore.Http;
using RedactingGateway.Options;
using RedactingGateway.Privacy;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>Who counts as one client.</summary>
public sealed class ChoiceLimitTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("10.0.0.1 < 203.0.113.7", "10.0.0.1 < 203.0.113.8", false)]
    [InlineData("10.0.0.1 < 203.0.113.7", "10.0.0.1 < 198.51.100.9, 203.0.113.7", true)] // what stands to the left is the client's own claim
    [InlineData("10.0.0.1 < 203.0.113.7, 10.0.0.2", "203.0.113.7", true)]
    [InlineData("203.0.113.7 < 198.51.100.1", "203.0.113.7 < 198.51.100.2", true)] // nobody trusts this peer
    public void Client_SharesItsLimit_WithItselfOnly(string first, string second, bool isSame)
    {
        using var limit = new ChoiceLimit(TrustedPeers.Read(new GatewayOptions { TrustedProxies = "10.0.0.0/8" }));
        while (limit.TryTake(From(first)))
        {
            // To the end of its burst.
        }

        // Two clients share a bucket once in 65,536 times: the key of the hash is drawn by each process.
        Assert.Equal(!isSame, limit.TryTake(From(second)));
    }

    private static DefaultHttpContext From(string text)
    {
        var parts = text.Split(" < ");
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(parts[0]);
        if (parts.Length > 1)
        {
            context.Request.Headers["X-Forwarded-For"] = parts[1];
        }

        return context;
    }
}
