using Microsoft.AspNetCore.Connections;
using RedactingGateway.Options;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.Demo;

/// <summary>Runs the demo from a command line: starts it, says what to open, waits for Ctrl+C.</summary>
internal static class DemoProgram
{
    private const int Fine = 0;
    private const int Failed = 1;
    private const int PolicyHasErrors = 3;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (DemoArguments.Parse(arguments) is not { } parsed)
        {
            await Console.Error.WriteLineAsync(DemoArguments.Usage);
            return Failed;
        }

        try
        {
            await using var demo = await DemoHost.StartAsync(new DemoOptions { Port = parsed.Port, AdminPort = parsed.AdminPort });
            Announce(demo.Addresses);
            await demo.WaitForShutdownAsync();
            return Fine;
        }
        catch (PolicyRejectedException rejected)
        {
            foreach (var diagnostic in rejected.Diagnostics)
            {
                await Console.Error.WriteLineAsync(diagnostic.ToString());
            }

            return PolicyHasErrors;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"Port {parsed.Port} or {parsed.AdminPort} is in use on this machine. Choose others: dotnet run --project src/RedactingGateway.Demo -- --port 9080");
            return Failed;
        }
        catch (Exception e) when (e is StartRefusedException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    private static void Announce(DemoAddresses addresses)
    {
        Console.WriteLine($"""

              RedactingGateway, the demo: a shop, the gateway, and a vendor that records what reaches it.

              1  Open the shop           {addresses.Shop}
              2  See what leaves it      {addresses.View}

                 Events, counted         {new Uri(addresses.Admin, "events")}

              Everything runs on this machine and ends with Ctrl+C. Nothing reaches Google or Meta.

            """);
    }
}
