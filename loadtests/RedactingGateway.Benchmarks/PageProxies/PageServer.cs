using System.Diagnostics;
using System.Globalization;

namespace RedactingGateway.Benchmarks.PageProxies;

/// <summary>A <see cref="PageRole"/> in a process of its own, whose CPU time is nobody else's.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly Process _process;

    private PageServer(string role, Process process, string address)
    {
        Role = role;
        _process = process;
        Address = address;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = new Uri(address), DefaultRequestHeaders = { Host = "shop.example" } };
    }

    public string Role { get; }

    public string Address { get; }

    public HttpClient Client { get; }

    public static async Task<PageServer> StartAsync(string role, string? site = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(PageServer).Assembly.Location);
        }

        foreach (var argument in new[] { "page-role", role, site })
        {
            if (argument is not null)
            {
                start.ArgumentList.Add(argument);
            }
        }

        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync();
        return address is null ? throw new InvalidOperationException($"{role} did not start") : new PageServer(role, process, address);
    }

    /// <summary>CPU time that the process has used so far.</summary>
    public async Task<TimeSpan> CpuAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        return TimeSpan.FromTicks(long.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
