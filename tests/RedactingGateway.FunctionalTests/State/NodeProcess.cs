using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>A node in a process of its own that writes objections of the subjects 1, 2, … and says of each how it was acknowledged.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    public ConcurrentQueue<int> Stored { get; } = [];

    public ConcurrentQueue<int> Kept { get; } = [];

    public int Acknowledged => Stored.Count + Kept.Count;

    public bool HasEnded { get; private set; }

    public Task Reading { get; private set; } = Task.CompletedTask;

    public static NodeProcess Start(string directory, string? redis)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "RedactingGateway.StateNode.dll"), directory, redis ?? "-" },
        };
        var node = new NodeProcess(Process.Start(start)!);
        node.Reading = node.ReadAsync();
        return node;
    }

    /// <summary>kill -9, and what it had said until then is read to its end.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Reading;

        // Its output ends a moment before its hold on the folder does.
        await _process.WaitForExitAsync();
    }

    /// <summary>No further writes; those on their way are acknowledged.</summary>
    public async Task StopWritingAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        await Cluster.UntilAsync(() => Task.FromResult(HasEnded));
    }

    /// <summary>An orderly end.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await Reading;
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "stored":
                    Stored.Enqueue(int.Parse(words[1], CultureInfo.InvariantCulture));
                    break;
                case "kept":
                    Kept.Enqueue(int.Parse(words[1], CultureInfo.InvariantCulture));
                    break;
                case "done":
                    HasEnded = true;
                    break;
            }
        }
    }
}
