namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>Writes a form into the caller's memory; after the first part that does not fit it writes nothing more and fails as a whole.</summary>
internal ref struct FormWriter
{
    private readonly Span<byte> _destination;
    private int _written;
    private bool _failed;

    public FormWriter(Span<byte> destination) => _destination = destination;

    public void Append(scoped ReadOnlySpan<byte> part)
    {
        if (_failed || !part.TryCopyTo(_destination[_written..]))
        {
            _failed = true;
            return;
        }

        _written += part.Length;
    }

    public void Append(byte value) => Append(new ReadOnlySpan<byte>(in value));

    /// <summary>Appends a number in decimal, not negative.</summary>
    public void AppendNumber(long value)
    {
        if (_failed || !value.TryFormat(_destination[_written..], out int length, provider: System.Globalization.CultureInfo.InvariantCulture))
        {
            _failed = true;
            return;
        }

        _written += length;
    }

    /// <summary>Appends a number in decimal with leading zeros, not negative and of at most that many digits.</summary>
    public void AppendPadded(int value, int digits)
    {
        for (var scale = (int)Math.Pow(10, digits - 1); scale > 0; scale /= 10)
        {
            Append((byte)('0' + (value / scale % 10)));
        }
    }

    /// <summary>True with the number of bytes when everything fitted; otherwise false and 0.</summary>
    public readonly bool TryComplete(out int written)
    {
        written = _failed ? 0 : _written;
        return !_failed;
    }
}
