using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Selectors;

/// <summary>One condition on an attribute.</summary>
/// <param name="Name">The attribute, lower case.</param>
/// <param name="Operator">How its value is compared.</param>
/// <param name="Value">With what.</param>
/// <param name="Bytes">The same in the page's charset.</param>
/// <param name="IgnoreCase">Whether ASCII letters may differ in case.</param>
internal sealed record AttributeTest(byte[] Name, AttributeOperator Operator, string Value, byte[] Bytes, bool IgnoreCase)
{
    public bool Matches(ReadOnlySpan<byte> value) => Operator switch
    {
        AttributeOperator.Exists => true,
        AttributeOperator.Equals => IsSame(value),
        AttributeOperator.Word => HasWord(value),
        AttributeOperator.Start => Bytes.Length > 0 && value.Length >= Bytes.Length && IsSame(value[..Bytes.Length]),
        AttributeOperator.End => Bytes.Length > 0 && value.Length >= Bytes.Length && IsSame(value[^Bytes.Length..]),
        AttributeOperator.Part => HasPart(value),
        _ => value.Length >= Bytes.Length && IsSame(value[..Bytes.Length]) && (value.Length == Bytes.Length || value[Bytes.Length] == '-'),
    };

    private bool HasWord(ReadOnlySpan<byte> value)
    {
        if (Bytes.Length == 0)
        {
            return false;
        }

        while (value.Length >= Bytes.Length)
        {
            var end = value.IndexOfAny(MarkupBytes.WhiteSpace);
            if (IsSame(end < 0 ? value : value[..end]))
            {
                return true;
            }

            if (end < 0)
            {
                return false;
            }

            value = value[(end + 1)..];
        }

        return false;
    }

    private bool HasPart(ReadOnlySpan<byte> value)
    {
        if (Bytes.Length == 0)
        {
            return false;
        }

        if (!IgnoreCase)
        {
            return value.IndexOf(Bytes) >= 0;
        }

        for (var i = 0; i + Bytes.Length <= value.Length; i++)
        {
            if (IsSame(value.Slice(i, Bytes.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSame(ReadOnlySpan<byte> value)
    {
        if (!IgnoreCase)
        {
            return value.SequenceEqual(Bytes);
        }

        if (value.Length != Bytes.Length)
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            if (MarkupBytes.Lower(value[i]) != MarkupBytes.Lower(Bytes[i]))
            {
                return false;
            }
        }

        return true;
    }
}
