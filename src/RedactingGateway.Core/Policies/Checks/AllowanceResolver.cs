using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Finds the rules that decide a category: never, the most specific key, exact naming, device access.</summary>
internal sealed class AllowanceResolver(ImmutableArray<NamedCategory> never, DataTaxonomy taxonomy)
{
    // Every check and the compiler ask the same of hundreds of fields that share a few categories. Loading is single-threaded.
    private readonly Dictionary<(ImmutableArray<PurposeReference> Purposes, string Category, FieldSource Source, bool IsCredential), Verdict> _verdicts = [];
    private readonly Dictionary<string, NamedCategory?> _never = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _mustBeNamed = new(StringComparer.Ordinal);

    /// <summary>What the purposes of <paramref name="destination"/> say of <paramref name="field"/>, which has a category.</summary>
    public Verdict Resolve(DestinationDeclaration destination, FieldDeclaration field) =>
        Resolve(destination, field.Category!, field.Source, field.Credential);

    /// <summary>What the purposes of <paramref name="destination"/> say of values of a category.</summary>
    public Verdict Resolve(DestinationDeclaration destination, string category, FieldSource source, bool isCredential = false)
    {
        var key = (destination.Purposes, category, source, isCredential);
        if (!_verdicts.TryGetValue(key, out var verdict))
        {
            _verdicts.Add(key, verdict = Find(destination, category, source, isCredential));
        }

        return verdict;
    }

    private Verdict Find(DestinationDeclaration destination, string category, FieldSource source, bool isCredential)
    {
        if (FindNever(category) is { } forbidden)
        {
            return new Verdict([], forbidden, [], []);
        }

        var mustBeNamed = isCredential || MustBeNamed(category);
        var allowances = ImmutableArray.CreateBuilder<Allowance>();
        var notNamed = ImmutableArray.CreateBuilder<AllowDeclaration>();
        var deviceDenied = ImmutableArray.CreateBuilder<AllowDeclaration>();
        foreach (var (bit, reference) in destination.Purposes.Index())
        {
            if (MostSpecific(reference.Purpose.Allow, category) is not { } allow || reference.Purpose.Presets.Any(p => p.Preset.Never.Any(n => DataTaxonomy.Covers(n.Category, category))))
            {
                continue;
            }

            if (mustBeNamed && allow.Category != category)
            {
                notNamed.Add(allow);
            }
            else if (source == FieldSource.Device && !reference.Purpose.MayReadDevice)
            {
                deviceDenied.Add(allow);
            }
            else
            {
                allowances.Add(new Allowance(bit, reference, allow));
            }
        }

        return new Verdict(allowances.ToImmutable(), null, deviceDenied.ToImmutable(), notNamed.ToImmutable());
    }

    /// <summary>The line of <c>never:</c> at or above <paramref name="category"/>; the most specific one, or null.</summary>
    public NamedCategory? FindNever(string category)
    {
        if (!_never.TryGetValue(category, out var found))
        {
            _never.Add(category, found = never.Where(n => DataTaxonomy.Covers(n.Category, category)).MaxBy(n => n.Category.Length));
        }

        return found;
    }

    private bool MustBeNamed(string category)
    {
        if (!_mustBeNamed.TryGetValue(category, out var must))
        {
            _mustBeNamed.Add(category, must = taxonomy.MustBeNamed(category));
        }

        return must;
    }

    /// <summary>The entry whose key is <paramref name="category"/> or its nearest ancestor, or null.</summary>
    public static AllowDeclaration? MostSpecific(ImmutableArray<AllowDeclaration> entries, string category)
    {
        AllowDeclaration? best = null;
        foreach (var entry in entries)
        {
            if ((best is null || entry.Category.Length > best.Category.Length) && DataTaxonomy.Covers(entry.Category, category))
            {
                best = entry;
            }
        }

        return best;
    }

    /// <summary>Whether a keyed hash may stand in for a withheld value of <paramref name="field"/>.</summary>
    public bool AllowsOtherwise(DestinationDeclaration destination, FieldDeclaration field)
    {
        // Special categories are withheld outright: what such a field says can be guessed from its presence and its repetitions.
        var isPossible = field is { Category: { } category, Credential: false, Structural: false, IsContainer: false, Space: null, Source: not FieldSource.Device, Signal: not (SignalKind.Tcf or SignalKind.Gpp) }
            && field.Type is FieldType.String or FieldType.Text or FieldType.Url or FieldType.OpaqueId or FieldType.Ip or FieldType.UserAgent
            && FindNever(category) is null && !MustBeNamed(category);
        if (!isPossible)
        {
            return false;
        }

        var own = destination.Otherwise.ByCategory.Where(o => DataTaxonomy.Covers(o.Category, field.Category!));
        return own.Any() ? own.MaxBy(o => o.Category.Length).Hash : destination.Otherwise.Default;
    }
}
