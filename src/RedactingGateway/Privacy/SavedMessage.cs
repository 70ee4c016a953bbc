namespace RedactingGateway.Privacy;

/// <summary>Tells the next page that a choice was saved: a cookie that holds one of two words, and that the page takes away.</summary>
internal static class SavedMessage
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "__Host-privacy-saved";

    // One minute: the page follows at once.
    private const string Attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";

    /// <summary>Leaves the message.</summary>
    public static void Set(HttpResponse response, ChoiceOutcome outcome) =>
        response.Headers.Append("Set-Cookie", $"{Cookie}={(outcome == ChoiceOutcome.Refused ? "refused" : "accepted")}{Attributes}60");

    /// <summary>The message that a request brings, or null.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[Cookie] is ("refused" or "accepted") and var said ? said : null;

    /// <summary>Takes it away.</summary>
    public static void Take(IHeaderDictionary headers) => headers.Append("Set-Cookie", $"{Cookie}={Attributes}0");
}
