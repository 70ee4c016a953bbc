namespace RedactingGateway.Core.Notices;

/// <summary>What one page said, in counts.</summary>
public sealed class NoticeReport
{
    /// <summary>Whether the visitor was asked.</summary>
    public bool Banner { get; internal set; }

    /// <summary>Whether the lasting link was put in.</summary>
    public bool Link { get; internal set; }

    /// <summary>Offers with a notice.</summary>
    public int Offers { get; internal set; }

    /// <summary>Offers in the head, where no notice may stand.</summary>
    public int Misplaced { get; internal set; }

    /// <summary>Offers that were taken out after a refusal.</summary>
    public int OffersRemoved { get; internal set; }

    /// <summary>Reasons that the shop has not given: codes without a sentence in the policy.</summary>
    public int ReasonsUnknown { get; internal set; }

    /// <summary>Elements that rest on a profile although the visitor refused.</summary>
    public int PersonalisedDespiteRefusal { get; internal set; }

    /// <summary>Whether the page's policy forbids our style: the notices are plain.</summary>
    public bool Unstyled { get; internal set; }

    /// <summary>Whether the page's policy forbids our form: a link stands in its place.</summary>
    public bool WithoutForm { get; internal set; }
}
