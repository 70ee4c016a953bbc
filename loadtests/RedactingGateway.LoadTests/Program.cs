using RedactingGateway.LoadTests;
using RedactingGateway.LoadTests.Scenarios.Options;

return await LoadCommand.Create(NBomberRun.RunAsync).Parse(args).InvokeAsync();
