using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Privacy.Transparency;

/// <summary>What the gateway itself keeps, told like any recipient's data: what, on which basis, how long.</summary>
internal static class HeldData
{
    // What is kept for how long is said where it is kept; the texts name the same numbers.
    private static readonly string[] Always = ["cookie", "records", "objections", "salts", "counts", "live", "memory"];

    /// <summary>All of it.</summary>
    public static IEnumerable<HeldFacts> Of(PolicySnapshot policy, CompiledSite site, NoticeLanguage language) =>
        from id in site.OnRefusal is null ? Always : [.. Always, "messages"]
        where id != "salts" || !policy.RotateDays.IsEmpty
        select new HeldFacts(id, language[$"transparency.held.{id}"], language[$"transparency.held.{id}.basis"], Retention(id, policy, language));

    private static string Retention(string id, PolicySnapshot policy, NoticeLanguage language) => language.Format(
        $"transparency.held.{id}.kept",
        id switch
        {
            "cookie" => ChoiceCookie.KeptMonths,
            "records" => policy.Retention.ConsentProofMonths,
            "salts" => policy.RotateDays[^1],
            _ => default(int?),
        });
}
