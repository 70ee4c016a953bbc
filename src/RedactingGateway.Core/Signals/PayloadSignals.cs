using RedactingGateway.Core.Signals.Google;
using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Signals;

/// <summary>What the payload of one request says of the visitor's will, and whom it names.</summary>
/// <remarks>The client wrote it: it can refuse, and grant only where the destination trusts it.</remarks>
public sealed class PayloadSignals
{
    // 256: batches of servers name many people; beyond that nobody looks up each of them for one request.
    private const int MaxSubjects = 256;

    // 64: consent platforms have a dozen categories.
    private const int MaxCategories = 64;

    /// <summary>TC strings that could be decoded; a refusing one wins.</summary>
    public List<TcString> Tcf { get; } = [];

    /// <summary>GPP strings that could be decoded; a refusing one wins.</summary>
    public List<GppString> Gpp { get; } = [];

    /// <summary>What is said of advertising (Google's ad storage and user data, Microsoft's <c>asc</c>, …).</summary>
    public ConsentState Advertising { get; private set; }

    /// <summary>What is said of statistics (Google's analytics storage).</summary>
    public ConsentState Analytics { get; private set; }

    /// <summary>Whether personalised advertising is refused: profiles, and what rests on them.</summary>
    public bool RefusesPersonalisation { get; internal set; }

    /// <summary>Whether a vendor's own opt-out is set.</summary>
    public bool OptsOut { get; internal set; }

    /// <summary>Categories of the site's own that are refused.</summary>
    public HashSet<string> RefusedCategories { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Categories of the site's own that are accepted.</summary>
    public HashSet<string> AcceptedCategories { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys of the subjects that the request names.</summary>
    public HashSet<SubjectKey> Subjects { get; } = [];

    /// <summary>Whether the request names more subjects than are looked up.</summary>
    public bool HasTooManySubjects => Subjects.Count > MaxSubjects;

    /// <summary>Whether it has more categories than are read: then something is refused that is not known.</summary>
    public bool HasTooManyCategories { get; private set; }

    /// <summary>Signals that could not be decoded: they grant nothing.</summary>
    public int Undecodable { get; internal set; }

    internal bool TakesSubjects => Subjects.Count <= MaxSubjects;

    internal void AddAdvertising(ConsentState state) => Advertising = Stricter(Advertising, state);

    internal void AddAnalytics(ConsentState state) => Analytics = Stricter(Analytics, state);

    internal void AddCategory(string name, bool isAccepted)
    {
        if (RefusedCategories.Count + AcceptedCategories.Count >= MaxCategories)
        {
            HasTooManyCategories = true;
        }
        else
        {
            (isAccepted ? AcceptedCategories : RefusedCategories).Add(name);
        }
    }

    private static ConsentState Stricter(ConsentState a, ConsentState b) =>
        a == ConsentState.Denied || b == ConsentState.Denied ? ConsentState.Denied : a == ConsentState.Unset ? b : a;
}
