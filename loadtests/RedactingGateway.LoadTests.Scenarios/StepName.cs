namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>Names of steps, as every load tool takes them: a letter first, letters and digits.</summary>
internal static class StepName
{
    public static string Of(string sdk) => string.Concat(sdk.Split('-', '.', '_').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
