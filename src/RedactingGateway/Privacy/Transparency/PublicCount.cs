namespace RedactingGateway.Privacy.Transparency;

/// <summary>Makes counts fit to be shown to everybody: small ones are not told, large ones are rounded, so that no single visit can be read off them.</summary>
internal static class PublicCount
{
    /// <summary>50: a smaller number could be one visitor's.</summary>
    public const long Least = 50;

    // Two digits: a third tells of single visits, and nobody needs it.
    private const long Digits = 100;

    /// <summary>The count as it is shown; null: below <see cref="Least"/>.</summary>
    public static long? Of(long count)
    {
        if (count < Least)
        {
            return null;
        }

        var step = 1L;
        while (count / step >= Digits)
        {
            step *= 10;
        }

        return count / step * step;
    }
}
