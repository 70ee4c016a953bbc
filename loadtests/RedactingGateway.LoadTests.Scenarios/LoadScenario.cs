namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>Measures one step: a load tool's own, or none.</summary>
/// <param name="name">Name of the step.</param>
/// <param name="body">The step.</param>
internal delegate Task<StepOutcome> RunStep(string name, Func<Task<StepOutcome>> body);

/// <summary>A scenario: what one iteration does, step by step. It knows no load tool.</summary>
internal abstract class LoadScenario
{
    /// <summary>Name on the command line and in reports.</summary>
    public abstract string Name { get; }

    /// <summary>Before the first iteration.</summary>
    public virtual Task StartAsync() => Task.CompletedTask;

    /// <summary>One iteration.</summary>
    /// <param name="number">Its number; iterations of one number do the same.</param>
    /// <param name="step">Runs each step.</param>
    /// <returns>The first step that failed, or the last one.</returns>
    public abstract Task<StepOutcome> IterateAsync(long number, RunStep step);

    /// <summary>After the last iteration.</summary>
    public virtual Task StopAsync() => Task.CompletedTask;
}
