using System.CommandLine;
using System.Globalization;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Cli;

/// <summary><c>explain</c>: what becomes of every field of a captured request, or of a browser's session, and why.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<DirectoryInfo> Config = PolicyFolder.Argument();
    private static readonly Option<FileInfo> Request = new("--request") { Description = "Captured request (.http: request line, headers, empty line, body) or session (.har).", Required = true };
    private static readonly Option<string?> Destination = new("--destination") { Description = "Destination, for a request that was captured below another path." };
    private static readonly Option<string> Visitors = new("--visitor") { Description = $"Whose request it is: {string.Join(", ", Visitor.Names)}; several with commas, or all, stand side by side.", DefaultValueFactory = _ => "accepted" };
    private static readonly Option<string[]> Signal = new("--signal") { Description = $"More of the visitor's signals: {SignalArgument.Help}.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Grants = new("--grant") { Description = "Grant exactly these purposes.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Site = new("--site") { Description = "Site that the request is for; default: by its Host." };
    private static readonly Option<string?> Client = new("--client", "--client-address") { Description = "The visitor's address, for destinations with clientAddress:." };
    private static readonly Option<string?> At = new("--at") { Description = "When the request arrives, such as 2026-12-01T12:00:00Z; default: now." };
    private static readonly Option<string?> Why = new("--why") { Description = "Say of this field alone why it leaves or does not; * stands for any part of an address." };
    private static readonly Option<bool> Values = new("--values") { Description = "Show values, before and after." };
    private static readonly Option<ExplanationFormat> Format = new("--format") { Description = "How to write it." };
    private static readonly Option<FileInfo?> Output = new("--output") { Description = "Write the request that would leave to this file." };

    public static Command Create()
    {
        var command = new Command("explain", "Shows what becomes of every field of a captured request, and why. What the request's own headers and cookies say counts too.")
        {
            Config, Request, Destination, Visitors, Signal, Grants, Site, Client, At, Why, Values, Format, Output,
        };
        command.WithExamples(
            "explain config --request visit.har",
            "explain config --request visit.har --visitor all",
            "explain config --request collect.http --destination ga4 --why query.cid",
            "explain config --request collect.http --visitor request --at 2026-12-01T12:00:00Z");
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (policy, failure) = PolicyFolder.Load(parsed.GetValue(Config)!);
        if (policy is null)
        {
            return failure;
        }

        HttpFile? file = null;
        try
        {
            var name = parsed.GetValue(Request)!.FullName;
            var bytes = File.ReadAllBytes(name);
            var asked = Visitor.Parse(parsed.GetValue(Visitors)!, parsed.GetValue(Signal) ?? []).Select(v => Asked(parsed, v)).ToList();
            if (HarFile.IsNamedSo(name))
            {
                var session = SessionExplanation.Of(policy, HarFile.Parse(bytes), asked);
                SessionWriter.Write(Console.Out, policy, session, parsed.GetValue(Why), parsed.GetValue(Format));
                return ExitCode.Fine;
            }

            file = HttpFile.Parse(bytes);
            var explanations = asked.ConvertAll(a => Explanation.Of(policy, file, a));
            Write(policy, file, explanations, parsed.GetValue(Why), parsed.GetValue(Format));
            if (parsed.GetValue(Output) is { } target && explanations[0].Outgoing.Length > 0)
            {
                File.WriteAllBytes(target.FullName, explanations[0].Outgoing);
            }

            return ExitCode.Fine;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            if (file is not null)
            {
                ObservationWriter.Write(Console.Out, file, parsed.GetValue(Format));
            }

            return ExitCode.Failed;
        }
    }

    private static ExplanationRequest Asked(ParseResult parsed, Visitor visitor) => new(visitor)
    {
        Destination = parsed.GetValue(Destination),
        Site = parsed.GetValue(Site),
        Grants = parsed.GetValue(Grants) ?? [],
        WithValues = parsed.GetValue(Values),
        ClientAddress = parsed.GetValue(Client),
        Time = parsed.GetValue(At) is { } at ? new GivenTime(Time(at)) : TimeProvider.System,
    };

    private static void Write(PolicySnapshot policy, HttpFile file, List<Explanation> explanations, string? why, ExplanationFormat format)
    {
        var session = new SessionExplanation([.. explanations], []);
        if (why is not null || explanations.Count > 1)
        {
            SessionWriter.Write(Console.Out, policy, session, why, format);
            return;
        }

        ExplanationWriter.Write(Console.Out, explanations[0], format);
        if (format == ExplanationFormat.Text && explanations[0].Withheld == WithheldReason.Undecodable)
        {
            ObservationWriter.Write(Console.Out, file, ExplanationFormat.Text);
        }
        else if (format == ExplanationFormat.Text)
        {
            SessionWriter.WriteRecipients(Console.Out, policy, session);
        }
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException($"--at {text}: not a time such as 2026-12-01T12:00:00Z.");
}
