using RedactingGateway.Options;

namespace RedactingGateway.State;

/// <summary>The folder of what this process must not lose, held by no other process.</summary>
internal sealed class StateDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private StateDirectory(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The SQLite database.</summary>
    public string Database => System.IO.Path.Combine(Path, "state.db");

    /// <summary>The folder of the salts, outside of the database: its pages outlive what was in them.</summary>
    public string Salts => System.IO.Path.Combine(Path, "salts");

    /// <summary>Makes the folder where it is missing and takes it for this process.</summary>
    /// <exception cref="StartRefusedException">Another process has it, or it cannot be written.</exception>
    public static StateDirectory Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Create(path);

            // Held as long as the process lives: the system lets go of it whatever the process dies of.
            return new StateDirectory(path, OpenFile(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The state directory {path} cannot be written: give it to the user that the gateway runs as, or set Gateway:StateDirectory.");
        }
        catch (IOException e) when (System.IO.Directory.Exists(path))
        {
            throw new StartRefusedException(
                $"The state directory {path} is in use by another process, or cannot be locked ({e.GetType().Name}). "
                + "Every gateway process needs one of its own: set Gateway:StateDirectory.");
        }
        catch (IOException e)
        {
            throw new StartRefusedException($"The state directory {path} cannot be made ({e.GetType().Name}): set Gateway:StateDirectory.");
        }
    }

    /// <summary>Makes a folder that only its owner enters; one that is there keeps its mode.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file for writing that only its owner reads.</summary>
    public static FileStream OpenFile(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _lock.Dispose();
}
