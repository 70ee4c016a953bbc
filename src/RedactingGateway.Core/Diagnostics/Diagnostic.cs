namespace RedactingGateway.Core.Diagnostics;

/// <summary>One problem in a policy, told to its author.</summary>
/// <param name="Id">Stable id, <c>RGW</c> and four digits; its page is <c>config/rules/{Id}.md</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What was found and what is allowed; never a personal value.</param>
/// <param name="Span">Where.</param>
/// <param name="Suggestion">What was probably meant, or null.</param>
public sealed record Diagnostic(string Id, Severity Severity, string Message, SourceSpan Span, string? Suggestion = null)
{
    /// <summary>Key of the purpose, recipient, destination or site that it is about, or null.</summary>
    public string? Subject { get; init; }

    /// <summary><c>file:line:column: error RGW0203: message; did you mean 'suggestion'?</c></summary>
    public override string ToString()
    {
        var severity = Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
        var suggestion = Suggestion is null ? "" : $"; did you mean '{Suggestion}'?";
        return $"{Span}: {severity} {Id}: {Message}{suggestion}";
    }
}
