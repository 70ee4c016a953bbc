namespace RedactingGateway.Core.Detection.Identity;

/// <summary>The check digit of travel documents: ICAO Doc 9303 part 3 section 4.9, weights 7, 3, 1 repeated, modulo 10.</summary>
internal static class TravelDocumentCheck
{
    /// <summary>True when the digit is the check digit of the characters; false also where one of them is none of 0-9, A-Z and filler.</summary>
    public static bool Fits(ReadOnlySpan<byte> characters, byte digit)
    {
        int sum = 0;
        for (int i = 0; i < characters.Length; i++)
        {
            int value = characters[i] switch
            {
                (byte)'<' => 0,
                >= (byte)'0' and <= (byte)'9' => characters[i] - '0',
                >= (byte)'A' and <= (byte)'Z' => characters[i] - 'A' + 10,
                >= (byte)'a' and <= (byte)'z' => characters[i] - 'a' + 10,
                _ => -1,
            };
            if (value < 0)
            {
                return false;
            }

            sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }

        return TokenBoundary.IsDigit(digit) && sum % 10 == digit - '0';
    }
}
