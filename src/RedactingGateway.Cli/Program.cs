using System.CommandLine;
using RedactingGateway.Cli;

var root = new RootCommand("Checks and explains privacy policies of RedactingGateway; no server needed.")
{
    CheckCommand.Create(),
    ExplainCommand.Create(),
};
return root.Parse(args).Invoke();
