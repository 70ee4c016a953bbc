namespace RedactingGateway.Core.Protocols.Addresses;

/// <summary>Where in a request an address begins.</summary>
internal enum AddressPlace
{
    Query,
    Form,
    Header,
    Cookie,
    Path,

    /// <summary>A JSON body: <c>body.$…</c>.</summary>
    Json,

    /// <summary>A body of lines, or one of its lines: <c>body[]…</c>.</summary>
    Lines,

    /// <summary>A line of JSON: <c>body[].$…</c>.</summary>
    JsonLines,

    /// <summary>A part of an envelope by its name: <c>body.header.$…</c>, <c>body.item.$…</c>, <c>body.TYPE.$…</c>.</summary>
    Envelope,
}

/// <summary>One step of an address, from a value to its part.</summary>
/// <param name="Kind">What the step goes by.</param>
/// <param name="Name">Name or pattern, for the kinds that have one.</param>
internal readonly record struct AddressStep(StepKind Kind, string Name = "");

/// <summary>What a step goes by.</summary>
internal enum StepKind
{
    /// <summary>One exact name.</summary>
    Name,

    /// <summary>Names of a pattern with <c>*</c> in it.</summary>
    Pattern,

    /// <summary><c>*</c>: any name.</summary>
    AnyName,

    /// <summary><c>**</c>: any names and list items; at the end of a path at least one, elsewhere also none.</summary>
    AnyDepth,

    /// <summary><c>[]</c>: any item of a list.</summary>
    Element,

    /// <summary><c>&gt;$</c>: into the JSON document inside the value.</summary>
    IntoJson,

    /// <summary><c>&gt;form</c>: into the form inside the value.</summary>
    IntoForm,

    /// <summary><c>&gt;packed</c>: into the packed parts inside the value.</summary>
    IntoPacked,
}
