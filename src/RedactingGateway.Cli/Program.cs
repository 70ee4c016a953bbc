using System.CommandLine;
using RedactingGateway.Cli;

var root = new RootCommand("Checks and explains privacy policies of RedactingGateway, and looks after its consent records.")
{
    InitCommand.Create(),
    CheckCommand.Create(),
    ExplainCommand.Create(),
    ShowCommand.Create(),
    TestCommand.Create(),
    DiffCommand.Create(),
    ReportCommand.Create(),
    LearnCommand.Create(),
    RecordsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
