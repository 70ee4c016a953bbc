using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>A value that was planted, and the other spellings of the same fact.</summary>
internal sealed record PlantedValue(string Category, string Value, IReadOnlyList<string> OtherForms)
{
    public IEnumerable<string> Forms => OtherForms.Prepend(Value);

    public override string ToString() => $"{Category} '{Value}'";
}

/// <summary>The made-up person behind one variant of an SDK's recordings, with everything planted there, sent or not.</summary>
internal sealed record PlantedPerson(string Name, IReadOnlyList<PlantedValue> Values)
{
    public static PlantedPerson Load(string plantedFile, string variant)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(plantedFile));
        var person = document.RootElement.GetProperty(variant);
        var name = person.GetProperty("name").GetString()!;

        // The file lists first and last name only; together they can be hashed to something that neither part finds.
        return new PlantedPerson(name, [new("name", name, []), .. person.GetProperty("canaries").EnumerateArray().Select(ReadValue)]);
    }

    private static PlantedValue ReadValue(JsonElement value) => new(
        value.GetProperty("category").GetString()!,
        value.GetProperty("value").GetString()!,
        [.. value.GetProperty("otherForms").EnumerateArray().Select(form => form.GetString()!)]);
}
