using System.CommandLine;
using RedactingGateway.Core.Policies.Reports;

namespace RedactingGateway.Cli;

/// <summary>How a report is written.</summary>
internal enum ReportFormat
{
    /// <summary>One self-contained page that prints well.</summary>
    Html,

    /// <summary>A table for spreadsheets (RFC 4180).</summary>
    Csv,

    /// <summary>For the terminal.</summary>
    Text,
}

/// <summary><c>report</c>: the gateway's part of the record of processing activities; or what can be measured.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var config = PolicyFolder.Argument();
        var measurement = new Option<bool>("--measurement") { Description = "Say instead what each vendor can still measure: works, degraded, impossible." };
        var format = new Option<ReportFormat?>("--format") { Description = "How to write it; default: html, and text for --measurement." };
        var language = new Option<string>("--language") { Description = "Language of the page and of the policy's own texts.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "de");
        var output = new Option<FileInfo?>("--output") { Description = "File to write to; default: the terminal." };
        var command = new Command("report", "Writes the gateway's part of the record of processing activities (GDPR Art. 30).") { config, measurement, format, language, output };
        command.WithExamples("report config --output record.html", "report config --language de --format csv --output verzeichnis.csv", "report config --measurement");
        command.SetAction(parsed =>
        {
            var (policy, failure) = PolicyFolder.Load(parsed.GetValue(config)!);
            if (policy is null)
            {
                return failure;
            }

            try
            {
                using var file = parsed.GetValue(output) is { } target ? new StreamWriter(target.FullName) : null;
                var writer = file ?? Console.Out;
                var words = new ReportWords(parsed.GetValue(language)!);
                var isMeasurement = parsed.GetValue(measurement);
                switch (parsed.GetValue(format) ?? (isMeasurement ? ReportFormat.Text : ReportFormat.Html))
                {
                    case ReportFormat.Html when isMeasurement:
                        MeasurementWriter.WriteHtml(writer, MeasurementReport.Of(policy), words);
                        break;
                    case ReportFormat.Html:
                        RecordPage.Write(writer, ProcessingRecord.Of(policy), words);
                        break;
                    case var kind when isMeasurement:
                        MeasurementWriter.Write(writer, MeasurementReport.Of(policy), words, kind);
                        break;
                    case var kind:
                        RecordTable.Write(writer, ProcessingRecord.Of(policy), words, kind);
                        break;
                }

                return ExitCode.Fine;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.Failed;
            }
        });
        return command;
    }
}
