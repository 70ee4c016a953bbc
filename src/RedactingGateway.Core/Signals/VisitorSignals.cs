namespace RedactingGateway.Core.Signals;

/// <summary>The evidence of the visitor's will that one request carries outside its payload.</summary>
/// <param name="Choice">What the choice cookie says.</param>
/// <param name="GlobalPrivacyControl">Whether <c>Sec-GPC</c> is exactly <c>1</c> (W3C Global Privacy Control § 3.1).</param>
public readonly record struct VisitorSignals(StoredChoice Choice, bool GlobalPrivacyControl)
{
    /// <summary>A visitor of whom nothing is known.</summary>
    public static VisitorSignals None { get; } = new(StoredChoice.None, GlobalPrivacyControl: false);

    /// <summary>Reads the envelope: the choice cookie and the <c>Sec-GPC</c> header.</summary>
    /// <param name="choiceCookies">Values of every cookie with the choice cookie's name; a refusing or unreadable one wins.</param>
    /// <param name="secGpc">Values of every <c>Sec-GPC</c> header; one that is exactly <c>1</c> is enough.</param>
    /// <param name="cookie">Reads choice cookies.</param>
    public static VisitorSignals Read(IEnumerable<string> choiceCookies, IEnumerable<string?> secGpc, ChoiceCookie cookie)
    {
        var choice = StoredChoice.None;
        foreach (var value in choiceCookies)
        {
            var next = cookie.Read(value);
            if (choice.Kind is ChoiceKind.None || next.Kind is ChoiceKind.Refused or ChoiceKind.Unreadable)
            {
                choice = next;
            }
        }

        return new VisitorSignals(choice, secGpc.Contains("1", StringComparer.Ordinal));
    }
}
