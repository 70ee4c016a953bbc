using System.Globalization;
using System.Numerics;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>A value that belongs to nobody else, of a category that the policy allows for no purpose.</summary>
/// <param name="Planted">What to search for afterwards.</param>
/// <param name="IsDetectable">Whether the content net knows it by its shape, so that it may stand in any field and still does not leave.</param>
internal sealed record Marker(PlantedValue Planted, bool IsDetectable)
{
    public string Text => Planted.Value;

    /// <param name="tape">The case.</param>
    /// <param name="detectable">Only one that the content net knows by its shape.</param>
    public static Marker From(Tape tape, bool detectable) => tape.Next(detectable ? 4 : 7) switch
    {
        0 => new(new("email", $"{tape.Letters(7)}.{tape.Letters(5)}+x@{tape.Letters(6)}.example.org", []), IsDetectable: true),
        1 => Iban(tape.Digits(18)),
        2 => Card($"4111{tape.Digits(11)}"),
        3 => new(new("phone", $"+49 30 {2 + tape.Next(8)}{tape.Digits(4)} {tape.Digits(3)}", []), IsDetectable: true),
        4 => new(new("last_name", $"ZZmarker{tape.Letters(8)}", []), IsDetectable: false),
        5 => new(new("marital_status", $"verwitwet seit {tape.Letters(9)}", []), IsDetectable: false),
        _ => new(new("street", $"{char.ToUpperInvariant(tape.Letters(1)[0])}{tape.Letters(9)}straße 1{tape.Digits(2)}b", []), IsDetectable: false),
    };

    private static Marker Iban(string account)
    {
        // ISO 13616: check digits so that the number behind "account, DE, check digits" is 1 modulo 97.
        var check = 98 - (BigInteger.Parse($"{account}131400", CultureInfo.InvariantCulture) % 97);
        return new(new("iban", string.Create(CultureInfo.InvariantCulture, $"DE{(int)check:00}{account}"), []), IsDetectable: true);
    }

    private static Marker Card(string digits)
    {
        var sum = digits.Reverse().Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 2 : 1)).Sum(value => value > 9 ? value - 9 : value);
        return new(new("credit_card", $"{digits}{(10 - (sum % 10)) % 10}", []), IsDetectable: true);
    }
}
