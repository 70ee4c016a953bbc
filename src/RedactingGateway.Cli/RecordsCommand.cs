using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace RedactingGateway.Cli;

/// <summary><c>records</c>: consent records of a running gateway, by their own id, over its admin address.</summary>
internal static class RecordsCommand
{
    // 30 s: the gateway answers within its state's own time-outs or not at all.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create() => new("records", "Shows, exports and erases consent records of a running gateway.")
    {
        Verb("show", "Prints what a person was shown and chose.", HttpMethod.Get, withOutput: false),
        Verb("export", "Writes a record as JSON.", HttpMethod.Get, withOutput: true),
        Verb("erase", "Erases a record for good; the consent cannot be proven any more.", HttpMethod.Delete, withOutput: false),
    };

    private static Command Verb(string name, string description, HttpMethod method, bool withOutput)
    {
        var id = new Argument<Guid>("id") { Description = "Id of the record." };
        var admin = new Option<Uri>("--admin") { Description = "Admin address of the gateway.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:8081"), CustomParser = Address };
        var token = new Option<FileInfo>("--token-file") { Description = "File with the admin token.", Required = true };
        var output = new Option<FileInfo?>("--output") { Description = "File to write to; default: the terminal." };
        var command = new Command(name, description) { id, admin, token };
        command.WithExamples($"records {name} 0b9c1d3e-6a52-4c1f-9d0e-3f3b7c1a2b4d --token-file /run/secrets/admin-token");
        if (withOutput)
        {
            command.Add(output);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var (status, body) = await CallAsync(method, new Uri(parsed.GetValue(admin)!, $"/records/{parsed.GetValue(id)}"), parsed.GetValue(token)!, cancellationToken);
                using var document = JsonDocument.Parse(body);
                if ((int)status is < 200 or > 299)
                {
                    await Console.Error.WriteLineAsync(document.RootElement.TryGetProperty("error", out var error) ? error.GetString() : $"The gateway answered {(int)status}.");
                    return ExitCode.Failed;
                }

                Write(name, document.RootElement, withOutput ? parsed.GetValue(output) : null);
                return ExitCode.Fine;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or JsonException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync(e is JsonException ? "The address does not answer as a gateway's admin address does." : e.Message);
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static Uri? Address(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https"))
        {
            return address;
        }

        result.AddError("--admin must be an address such as http://127.0.0.1:8081.");
        return null;
    }

    private static void Write(string verb, JsonElement answer, FileInfo? output)
    {
        switch (verb)
        {
            case "show":
                RecordWriter.Write(Console.Out, answer);
                break;
            case "erase":
                Console.Out.WriteLine($"Erased: {answer.GetProperty("status").GetString()}.");
                break;
            default:
                var text = JsonSerializer.Serialize(answer, Indented);
                if (output is null)
                {
                    Console.Out.WriteLine(text);
                }
                else
                {
                    File.WriteAllText(output.FullName, text);
                }

                break;
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> CallAsync(HttpMethod method, Uri address, FileInfo tokenFile, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Timeout };
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(tokenFile.FullName, cancellationToken)).Trim());
        using var response = await client.SendAsync(request, cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
