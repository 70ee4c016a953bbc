namespace RedactingGateway.Routing;

/// <summary>Addresses whose path and query are sent as they are written.</summary>
internal static class RawUri
{
    // System.Uri rewrites %41, %7E, | and dot segments otherwise (measured: technical-notes F).
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The address of <paramref name="target"/> (path and query, ASCII) on a host.</summary>
    public static Uri Create(Uri host, string target)
    {
        if (!Uri.TryCreate(host.GetLeftPart(UriPartial.Authority) + target, in AsWritten, out var uri))
        {
            throw new InvalidOperationException("The target cannot be sent.");
        }

        return uri;
    }
}
