using System.Net;
using Microsoft.AspNetCore.Http;
using RedactingGateway.Privacy;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>Who counts as one client; who the client is, <see cref="Hosting.ClientAddressTests"/> hold.</summary>
public sealed class ChoiceLimitTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Client_SharesItsLimit_WithItselfOnly(string first, string second, bool isSame)
    {
        using var limit = new ChoiceLimit();
        while (limit.TryTake(From(first)))
        {
            // To the end of its burst.
        }

        // Two clients share a bucket once in 65,536 times: the key of the hash is drawn by each process.
        Assert.Equal(!isSame, limit.TryTake(From(second)));
    }

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
