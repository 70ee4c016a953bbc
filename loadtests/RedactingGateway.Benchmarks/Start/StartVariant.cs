namespace RedactingGateway.Benchmarks.Start;

/// <summary>One way to publish and start the gateway.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Publish">Arguments of <c>dotnet publish</c>; equal ones are published once.</param>
/// <param name="Environment">Environment variables, the runtime's knobs.</param>
internal sealed record StartVariant(string Name, string Publish, params (string Name, string Value)[] Environment)
{
    private const string Jit = "-p:PublishReadyToRun=false";
    private const string Compiled = "--self-contained false -p:PublishReadyToRun=true";
    private const string OneFile = "-p:PublishSingleFile=true";

    public static IReadOnlyList<StartVariant> All { get; } =
    [
        new("compiled at run time", $"--self-contained false {Jit}"),
        new("compiled at run time, `TieredPGO=0`", $"--self-contained false {Jit}", ("DOTNET_TieredPGO", "0")),
        new("ReadyToRun", Compiled),
        new("ReadyToRun, `TieredPGO=0`", Compiled, ("DOTNET_TieredPGO", "0")),
        new("ReadyToRun, `TC_QuickJitForLoops=0`", Compiled, ("DOTNET_TC_QuickJitForLoops", "0")),
        new("ReadyToRun, `TC_BackgroundWorkerTimeoutMs=0`", Compiled, ("DOTNET_TC_BackgroundWorkerTimeoutMs", "0")),
        new("ReadyToRun, `ReadyToRun=0`: the framework's and ours unused", Compiled, ("DOTNET_ReadyToRun", "0")),
        new("ReadyToRun, `gcServer=0`", Compiled, ("DOTNET_gcServer", "0")),
        new("single file, compiled at run time", $"{OneFile} {Jit}"),
        new("single file, ReadyToRun", $"{OneFile} -p:PublishReadyToRun=true"),
    ];
}
