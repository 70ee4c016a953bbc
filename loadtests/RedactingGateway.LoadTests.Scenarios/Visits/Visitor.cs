using System.Globalization;

namespace RedactingGateway.LoadTests.Scenarios.Visits;

/// <summary>A visitor as the gateway sees one.</summary>
/// <param name="Address">Client address, as the proxy in front of the gateway tells it.</param>
/// <param name="Cookie">Choice cookie, name and value; null: has not chosen.</param>
internal sealed record Visitor(string Address, string? Cookie = null)
{
    /// <summary>A new visitor, in an IPv6 network of their own (2001:db8::/32 is for documentation): the gateway limits choices per network.</summary>
    public static Visitor New(long number) => new(string.Create(CultureInfo.InvariantCulture, $"2001:db8:{(number >> 16) & 0xffff:x}:{number & 0xffff:x}::1"));
}
