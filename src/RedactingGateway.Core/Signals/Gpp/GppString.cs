using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Signals.Gpp;

/// <summary>
/// A string of the IAB's Global Privacy Platform, read only (IAB Tech Lab, "Global Privacy Platform String" 1.0, and the
/// specifications of its sections). It is passed on unchanged or not at all.
/// </summary>
/// <remarks>
/// <c>header~section~section</c>. Only the sections in force count. One of these that is missing or cannot be decoded makes
/// the whole string unreadable: what it would have refused is unknown. Of sections other than tcfeuv2, uspv1, usnat and usca
/// only the presence is read; they grant nothing, and one in force counts as opted out.
/// </remarks>
public sealed class GppString
{
    /// <summary>Longest text that is read, in characters; its TC string is the long part.</summary>
    public const int MaxLength = TcString.MaxLength;

    private const int TcfEuropeId = 2;

    // Sections without anybody's will: the header, and signatures.
    private const int HeaderId = 3;
    private const int SignalIntegrityId = 4;

    // usva to usri: of their form are all states that the specification names (GPP, "Section Information").
    private const int FirstUsState = 9;
    private const int LastUsState = 27;

    // gpp_sid while the platform loads (GPP CMP API, "applicableSections").
    private const string NotDetermined = "0";

    private GppString(ImmutableArray<int> sections, ImmutableArray<int> inForce)
    {
        Sections = sections;
        SectionsInForce = inForce;
    }

    /// <summary>Ids of all sections in the string, ascending.</summary>
    public ImmutableArray<int> Sections { get; }

    /// <summary>Ids of the sections in force: those of <c>gpp_sid</c>, or all without it; none while they are not determined.</summary>
    public ImmutableArray<int> SectionsInForce { get; }

    /// <summary>Whether the sections in force are not determined yet (<c>gpp_sid=0</c>): any may be, so each may refuse, and none grants.</summary>
    public bool IsUndetermined { get; private init; }

    /// <summary>Whether a section is, or may be, in force whose content is not read: it can refuse what is not seen here.</summary>
    public bool HasUnreadSectionInForce { get; private set; }

    /// <summary>Whether such a section is none of the US states', which only know opt-outs: it may speak of the TCF's purposes.</summary>
    public bool MayRefuseTcfPurposes { get; private set; }

    /// <summary>The TC string of section tcfeuv2, if that is, or may be, in force.</summary>
    public TcString? Tcf { get; private set; }

    /// <summary>The TC string of section tcfeuv2, if that is certainly in force.</summary>
    public TcString? GrantingTcf => IsUndetermined ? null : Tcf;

    /// <summary>Opt-out of sale, of all US sections in force: one that opted out wins.</summary>
    public OptOut SaleOptOut { get; private set; }

    /// <summary>Opt-out of sharing for cross-context advertising.</summary>
    public OptOut SharingOptOut { get; private set; }

    /// <summary>Opt-out of targeted advertising.</summary>
    public OptOut TargetedAdvertisingOptOut { get; private set; }

    /// <summary>Whether a GPC sub-section in force says that the browser asked for Global Privacy Control.</summary>
    public bool Gpc { get; private set; }

    /// <summary>Whether a section in force says that the site knows the visitor to be a child.</summary>
    public bool KnownChild { get; private set; }

    /// <summary>Whether the visitor refused sale, sharing or targeted advertising in any way, or may have done so in a section that is not read.</summary>
    public bool RefusesSaleSharingOrTargeting =>
        Gpc || HasUnreadSectionInForce || SaleOptOut == OptOut.OptedOut || SharingOptOut == OptOut.OptedOut || TargetedAdvertisingOptOut == OptOut.OptedOut;

    /// <summary>Reads a GPP string; false where its header, a section in force or <paramref name="gppSid"/> cannot be decoded.</summary>
    /// <param name="gpp">The string (<c>gpp</c>).</param>
    /// <param name="gppSid">The ids of the sections in force (<c>gpp_sid</c>), or empty.</param>
    /// <param name="signal">What it says.</param>
    public static bool TryRead(ReadOnlySpan<char> gpp, ReadOnlySpan<char> gppSid, [NotNullWhen(true)] out GppString? signal)
    {
        signal = null;
        if (gpp.Length > MaxLength || gpp.IsEmpty || gpp[0] != 'D')
        {
            return false;
        }

        Span<int> ids = stackalloc int[GppHeader.MaxSections];
        var end = gpp.IndexOf('~');
        var count = GppHeader.Read(end < 0 ? gpp : gpp[..end], ids);
        var texts = end < 0 ? [] : gpp[(end + 1)..];
        if (count < 0 || count != (end < 0 ? 0 : texts.Count('~') + 1))
        {
            return false;
        }

        ids = ids[..count];
        Span<int> inForce = stackalloc int[GppHeader.MaxSections];
        var isUndetermined = gppSid is NotDetermined;
        var isAll = gppSid.IsEmpty || isUndetermined;
        var inForceCount = isAll ? count : GppHeader.ReadInForce(gppSid, inForce);
        if (inForceCount < 0)
        {
            return false;
        }

        inForce = isAll ? ids : inForce[..inForceCount];
        if (inForce.ContainsAnyExcept(ids))
        {
            return false;
        }

        var read = new GppString([.. ids], isUndetermined ? [] : [.. inForce]) { IsUndetermined = isUndetermined };
        if (count > 0 && !read.TryReadSections(texts, ids, inForce))
        {
            return false;
        }

        signal = read;
        return true;
    }

    private bool TryReadSections(ReadOnlySpan<char> texts, ReadOnlySpan<int> ids, ReadOnlySpan<int> inForce)
    {
        var i = 0;
        foreach (var range in texts.Split('~'))
        {
            var id = ids[i++];
            if (inForce.Contains(id) && !TryReadSection(id, texts[range]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadSection(int id, ReadOnlySpan<char> text)
    {
        switch (id)
        {
            case TcfEuropeId:
                var isRead = TcString.TryRead(text, out var tcf);
                Tcf = tcf;
                return isRead;

            case UsSection.PrivacyId or UsSection.NationalId or UsSection.CaliforniaId:
                if (UsSection.Read(id, text) is not { } section)
                {
                    return false;
                }

                SaleOptOut = Join(SaleOptOut, section.Sale);
                SharingOptOut = Join(SharingOptOut, section.Sharing);
                TargetedAdvertisingOptOut = Join(TargetedAdvertisingOptOut, section.TargetedAdvertising);
                Gpc |= section.Gpc;
                KnownChild |= section.KnownChild;
                return true;

            case HeaderId or SignalIntegrityId:
                return true;

            default:
                HasUnreadSectionInForce = true;
                MayRefuseTcfPurposes |= id is < FirstUsState or > LastUsState;
                return true;
        }
    }

    private static OptOut Join(OptOut one, OptOut other) => (one, other) switch
    {
        (OptOut.OptedOut, _) or (_, OptOut.OptedOut) => OptOut.OptedOut,
        (OptOut.NotOptedOut, _) or (_, OptOut.NotOptedOut) => OptOut.NotOptedOut,
        _ => OptOut.NotApplicable,
    };
}
