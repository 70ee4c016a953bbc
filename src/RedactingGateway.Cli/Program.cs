using System.CommandLine;
using RedactingGateway.Cli;
using RedactingGateway.Cli.Cleaning;

var root = new RootCommand("Checks and explains privacy policies of RedactingGateway, and looks after its consent records.")
{
    InitCommand.Create(),
    CheckCommand.Create(),
    ExplainCommand.Create(),
    ShowCommand.Create(),
    TestCommand.Create(),
    DiffCommand.Create(),
    ReportCommand.Create(),
    HarCommand.Create(),
    LearnCommand.Create(),
    RecordsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
