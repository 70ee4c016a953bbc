namespace RedactingGateway.Options;

/// <summary>Reads secrets that a setting names a file for.</summary>
internal static class SecretFile
{
    /// <summary>The file's text where a file is set, otherwise the setting's own text.</summary>
    /// <param name="text">The setting's own text, or null.</param>
    /// <param name="file">The file, or null; it wins over the text.</param>
    /// <param name="setting">Name of the setting that holds the file, for the message.</param>
    /// <exception cref="StartRefusedException">The file cannot be read.</exception>
    public static string? Read(string? text, string? file, string setting)
    {
        if (file is not { Length: > 0 })
        {
            return text;
        }

        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The file of Gateway:{setting} cannot be read ({e.GetType().Name}).");
        }
    }
}
