using System.Globalization;
using System.Security.Cryptography;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.State.Salts;

/// <summary>Salts on disk, one file each: in a database their bytes would live on in pages and logs after their end.</summary>
/// <remarks>
/// Overwriting reaches the bytes where the file system writes in place. What a snapshot, a copy-on-write file system or a
/// backup took before, it still has: this folder belongs into none of them.
/// </remarks>
internal sealed class SaltFiles
{
    private const string Agreed = ".salt";

    // Written, but the nodes may have agreed on another one.
    private const string Candidate = ".candidate";

    private readonly string _directory;

    public SaltFiles(string directory)
    {
        StateDirectory.Create(directory);
        _directory = directory;
    }

    /// <summary>Every epoch that has a file.</summary>
    public IEnumerable<Epoch> Epochs() => Directory.EnumerateFiles(_directory)
        .Select(static file => TryParse(Path.GetFileNameWithoutExtension(file)))
        .OfType<Epoch>()
        .Distinct();

    /// <summary>The salt that the nodes agreed on, or null.</summary>
    public byte[]? ReadAgreed(Epoch epoch) => Read(Name(epoch, Agreed));

    /// <summary>The salt that this node proposed or agreed on, or null.</summary>
    public byte[]? ReadAny(Epoch epoch) => Read(Name(epoch, Agreed)) ?? Read(Name(epoch, Candidate));

    /// <summary>Writes a salt before it is proposed, so that it cannot be agreed on and lost.</summary>
    public void Propose(Epoch epoch, ReadOnlySpan<byte> salt) => Write(Name(epoch, Candidate), salt);

    /// <summary>Writes a salt that is agreed on; any other of the epoch goes.</summary>
    public void Keep(Epoch epoch, ReadOnlySpan<byte> salt)
    {
        if (Read(Name(epoch, Agreed)) is not { } kept || !CryptographicOperations.FixedTimeEquals(kept, salt))
        {
            Destroy(Name(epoch, Agreed));
            Write(Name(epoch, Agreed), salt);
        }

        Destroy(Name(epoch, Candidate));
    }

    /// <summary>Overwrites and deletes every salt of an epoch.</summary>
    public void Destroy(Epoch epoch)
    {
        Destroy(Name(epoch, Agreed));
        Destroy(Name(epoch, Candidate));
    }

    private static byte[]? Read(string file)
    {
        // A file of another length was cut off by a crash, or wiped and not yet deleted.
        return File.Exists(file) && File.ReadAllBytes(file) is { Length: EpochSalts.Length } salt && salt.AsSpan().ContainsAnyExcept((byte)0) ? salt : null;
    }

    private static void Write(string file, ReadOnlySpan<byte> salt)
    {
        Destroy(file);
        using var stream = StateDirectory.OpenFile(file, FileMode.CreateNew, FileShare.None);
        stream.Write(salt);
        stream.Flush(flushToDisk: true);
    }

    private static void Destroy(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        using (var stream = StateDirectory.OpenFile(file, FileMode.Open, FileShare.None))
        {
            stream.Write(new byte[Math.Max(stream.Length, EpochSalts.Length)]);
            stream.Flush(flushToDisk: true);
        }

        File.Delete(file);
    }

    private static Epoch? TryParse(string name)
    {
        var parts = name.Split('-');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Epoch(days, number)
            : null;
    }

    private string Name(Epoch epoch, string kind) =>
        Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"{epoch.RotateDays}-{epoch.Number}{kind}"));
}
