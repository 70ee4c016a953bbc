namespace RedactingGateway.Demo.Visitors;

/// <summary>Whose requests they are, as far as the visitor's will is concerned.</summary>
internal enum Visitor
{
    /// <summary>Made no choice yet.</summary>
    New,

    /// <summary>Allowed everything.</summary>
    Accepted,

    /// <summary>Refused everything.</summary>
    Refused,

    /// <summary>Made no choice, but the browser sends <c>Sec-GPC: 1</c>.</summary>
    Gpc,
}
