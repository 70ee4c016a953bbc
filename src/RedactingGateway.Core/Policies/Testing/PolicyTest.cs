using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Testing;

/// <summary>One of the policy's own tests: a captured request, a visitor, and what the author expects of it.</summary>
/// <param name="Name">Its key in the file.</param>
/// <param name="Span">Where it is declared.</param>
/// <param name="Request">The captured request's file, as it can be opened.</param>
/// <param name="RequestSpan">Where the file is named.</param>
/// <param name="Destination">Key of the destination, or null: by the request's path.</param>
/// <param name="Visitor">Whose request it is.</param>
public sealed record PolicyTest(string Name, SourceSpan Span, string Request, SourceSpan RequestSpan, string? Destination, VisitorSituation Visitor)
{
    /// <summary>More evidence of the visitor's will, each as <c>name=value</c>, with its place.</summary>
    public ImmutableArray<(string Text, SourceSpan Span)> Signals { get; init; } = [];

    /// <summary>The visitor's address, or null.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>Whether anything is to leave, or null: the test does not say.</summary>
    public bool? Leaves { get; init; }

    /// <summary>Where that is said.</summary>
    public SourceSpan LeavesSpan { get; init; }

    /// <summary>Fields that are to leave.</summary>
    public ImmutableArray<SentExpectation> Sent { get; init; } = [];

    /// <summary>Fields that are not to leave; <c>*</c> stands for any part of an address.</summary>
    public ImmutableArray<WithheldExpectation> Withheld { get; init; } = [];
}

/// <summary>That a field is to leave.</summary>
/// <param name="Field">Its address in the request.</param>
/// <param name="Form">The form's name, its name with parameters, or null: any.</param>
/// <param name="Value">The value that is to leave, or null: any.</param>
/// <param name="Span">Where it is said.</param>
public sealed record SentExpectation(string Field, string? Form, string? Value, SourceSpan Span);

/// <summary>That a field is not to leave.</summary>
/// <param name="Field">Its address in the request, or a pattern.</param>
/// <param name="Span">Where it is said.</param>
public sealed record WithheldExpectation(string Field, SourceSpan Span);
