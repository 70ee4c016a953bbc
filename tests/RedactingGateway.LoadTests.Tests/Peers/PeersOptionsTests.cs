using RedactingGateway.Benchmarks.Peers;

namespace RedactingGateway.LoadTests.Tests.Peers;

public sealed class PeersOptionsTests
{
    [Fact]
    public void Parse_SomePeers_KeepsWhatAllOthersAreComparedWith()
    {
        var options = PeersOptions.Parse(["--peers", "node,nginx-lua", "--rounds", "2", "--loads", "hit"]);

        Assert.Equal([Peer.Yarp, Peer.Gateway, Peer.NginxLua, Peer.Node], options.Peers);
        Assert.Equal(2, options.Rounds);
        Assert.Equal("hit", Assert.Single(options.Loads).Name);
    }

    [Theory]
    [InlineData("--seconds", "31")]
    [InlineData("--rounds", "0")]
    [InlineData("--rounds", "1e3")]
    [InlineData("--peers", "apache")]
    [InlineData("--loads", "none,")]
    [InlineData("--forever", "1")]
    public void Parse_OutOfBounds_Throws(string option, string value) => Assert.Throws<FormatException>(() => PeersOptions.Parse([option, value]));
}
