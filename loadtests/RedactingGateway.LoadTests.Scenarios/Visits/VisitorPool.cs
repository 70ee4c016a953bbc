namespace RedactingGateway.LoadTests.Scenarios.Visits;

/// <summary>Visitors who have chosen, or not: of eight, five accepted, two refused, one has not chosen yet.</summary>
internal sealed class VisitorPool
{
    private const int Visitors = 64;

    // Apart from the numbers of iterations, whose visitors choose for themselves.
    private const long FirstNumber = 1L << 31;

    private readonly Visitor[] _visitors;

    private VisitorPool(Visitor[] visitors) => _visitors = visitors;

    /// <summary>A visitor who accepted everything.</summary>
    public Visitor Accepted => _visitors[0];

    public Visitor this[long number] => _visitors[number % Visitors];

    /// <summary>Lets the visitors choose.</summary>
    /// <exception cref="InvalidOperationException">The gateway does not take choices: nothing would leave, and nothing be measured.</exception>
    public static async Task<VisitorPool> CreateAsync(GatewayClient client)
    {
        var visitors = new Visitor[Visitors];
        for (var i = 0; i < Visitors; i++)
        {
            visitors[i] = Visitor.New(FirstNumber + i);
            if (i % 8 == 7)
            {
                continue;
            }

            (var outcome, visitors[i]) = await client.ChooseAsync(accepts: i % 8 < 5, visitors[i]);
            if (!outcome.IsOk)
            {
                throw new InvalidOperationException($"The gateway took no choice: {outcome.Status} {outcome.Problem}");
            }
        }

        return new VisitorPool(visitors);
    }
}
