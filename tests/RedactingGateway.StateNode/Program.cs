using RedactingGateway.Core.Signals;
using RedactingGateway.FunctionalTests.State;
using RedactingGateway.State;

// Arguments: state directory, Redis ("-": none). Subject n objects for n = 1, 2, … until a line comes in; each
// acknowledgement is a line: "stored n" or "kept n". What was not kept is "lost n". After "done" it ends with the next line.
await using var node = await TestNode.StartAsync(args[0], args[1] == "-" ? null : args[1], TimeProvider.System);
var lines = new Lock();
var next = 0;

// The console's own ReadLineAsync blocks.
var stop = Task.Run(Console.In.ReadLine);

// 16 at once, as from 16 visitors.
await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
{
    while (!stop.IsCompleted)
    {
        var n = Interlocked.Increment(ref next);
        try
        {
            var acknowledgement = await node.Objections.SetAsync([new SubjectKey((UInt128)n)], new Objection(TimeProvider.System.GetUtcNow(), []), CancellationToken.None);
            Write(acknowledgement == Acknowledgement.Stored ? $"stored {n}" : $"kept {n}");
        }
        catch (StateUnavailableException)
        {
            Write($"lost {n}");
        }
    }
}));
Write("done");
await Console.In.ReadLineAsync();

void Write(string line)
{
    lock (lines)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
