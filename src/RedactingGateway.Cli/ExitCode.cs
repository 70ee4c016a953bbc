namespace RedactingGateway.Cli;

/// <summary>What the tool says to the shell.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>The tool itself failed: a file cannot be read, an option makes no sense.</summary>
    public const int Failed = 1;

    /// <summary>Warnings, under <c>--strict</c>.</summary>
    public const int Warnings = 2;

    /// <summary>The policy has errors.</summary>
    public const int PolicyErrors = 3;
}
