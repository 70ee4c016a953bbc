using System.ComponentModel.DataAnnotations;

namespace RedactingGateway.Options;

/// <summary>Holds for http and https addresses as Kestrel knows them, separated by <c>;</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListenerAddressesAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is string text && Split(text) is { Length: > 0 } addresses && Array.TrueForAll(addresses, IsAddress);

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) =>
        $"{name} must be one or more addresses such as http://127.0.0.1:8080, separated by ';'.";

    internal static string[] Split(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
