namespace RedactingGateway.Core.Notices.Html.Trees;

/// <summary>How far the page is.</summary>
internal enum PagePhase : byte
{
    BeforeHead,
    InHead,
    AfterHead,
    InBody,
}
