using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Redaction;

/// <summary>One open object or list of a JSON walk. Positions are offsets into the input.</summary>
internal struct JsonFrame
{
    /// <summary>What the protocol says of the container.</summary>
    public FieldState State;

    /// <summary>Where the container's own member begins in its parent: behind the comma or the parent's bracket.</summary>
    public int MemberStart;

    /// <summary>Behind its opening bracket.</summary>
    public int ContentStart;

    /// <summary>Behind the comma or bracket before the member at hand.</summary>
    public int Lead;

    /// <summary>Behind the last member.</summary>
    public int LastEnd;

    /// <summary>Whether the last member was written.</summary>
    public bool LastWritten;

    /// <summary>Members seen.</summary>
    public int Seen;

    /// <summary>Members written.</summary>
    public int Written;

    /// <summary>Items left out whose places are kept by <c>null</c>, not yet written: they come with the next item that leaves.</summary>
    public int PendingNulls;

    /// <summary>Whether its opening bracket was written.</summary>
    public bool Opened;

    public bool IsArray;

    /// <summary>Whether only a wildcard knows its name, so that even the empty container would carry the client's text.</summary>
    public bool ByWildcard;

    /// <summary>For objects: state and origin of the member whose name was read last.</summary>
    public FieldState? Member;

    public bool MemberByWildcard;

    /// <summary>Where the container's address ends.</summary>
    public int Path;

    /// <summary>For objects: which of the state's absent parts were written, and the bit of the member whose name was read last.</summary>
    public ulong PresentParts;

    public ulong MemberPart;

    /// <summary>Class of the width beside the container: what stands behind it belongs to that width again.</summary>
    public ScreenClass? ScreenBefore;

    /// <summary>Whether a width was looked for behind a height.</summary>
    public bool LookedAhead;

    public bool IsUnit;

    public UnitMark Unit;

    /// <summary>For units: length of the output, number of opened containers and members written in the innermost of them before.</summary>
    public (int Output, int Opened, int Written) Before;
}
