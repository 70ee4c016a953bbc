namespace RedactingGateway.Core.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing has to change.</summary>
    Info,

    /// <summary>Works, but probably not as meant; fails under <c>--strict</c>.</summary>
    Warning,

    /// <summary>The policy is not compiled and no process starts with it.</summary>
    Error,
}
