namespace RedactingGateway.Hosting;

/// <summary>Exit codes of the process; the command line tool uses the same numbers.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;

    public const int Failed = 1;

    public const int PolicyHasErrors = 3;
}
