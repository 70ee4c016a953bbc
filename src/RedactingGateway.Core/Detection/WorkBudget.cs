namespace RedactingGateway.Core.Detection;

/// <summary>
/// What looking through one field may cost, in steps: the "time budget" of the design as a bound on work, so that the same text has the
/// same outcome on a busy machine and on an idle one. A step is one byte that a detector looks at beyond the vectorised search, about a
/// nanosecond. Over the budget the text counts as found and the whole field goes.
/// </summary>
/// <remarks>
/// All windows are bounded, so steps grow linearly with the text at worst; the budget cuts the factor. Texts of people and of trackers
/// cost 0.1 to 6 steps a byte; the most that a hostile text could cost without it is about 400 a byte.
/// </remarks>
internal struct WorkBudget
{
    /// <summary>Steps that any field has, however short: 32 asks of the telephone library.</summary>
    public const int BaseSteps = 32 * PhoneLibrarySteps;

    /// <summary>Steps more per byte of the field, ten times what dense text needs.</summary>
    public const int StepsPerByte = 64;

    /// <summary>What one ask of the telephone library counts: it takes about a microsecond.</summary>
    public const int PhoneLibrarySteps = 1000;

    private readonly long _limit;

    private WorkBudget(long limit) => _limit = limit;

    /// <summary>Steps taken so far.</summary>
    public long Spent { get; private set; }

    /// <summary>True when more was spent than there was.</summary>
    public readonly bool IsExhausted => Spent > _limit;

    /// <summary>The budget of a field.</summary>
    /// <param name="length">Its length in bytes.</param>
    public static WorkBudget ForField(int length) => new(BaseSteps + ((long)StepsPerByte * length));

    /// <summary>A budget that never ends, to measure.</summary>
    public static WorkBudget Unlimited() => new(long.MaxValue);

    /// <summary>Takes steps.</summary>
    public void Spend(int steps) => Spent += steps;
}
