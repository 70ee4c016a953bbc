using System.Globalization;
using System.Net.Http.Headers;

namespace RedactingGateway.Responses;

/// <summary>Reads a vendor's <c>Retry-After</c>: seconds or an HTTP date (RFC 9110 § 10.2.3), and nothing else.</summary>
internal static class RetryAfterHeader
{
    // 9 digits of seconds are 31 years; more is no honest answer.
    private const int MaxDigits = 9;

    // IMF-fixdate, the one form that may still be sent (RFC 9110 § 5.6.7).
    private const string HttpDate = "ddd, dd MMM yyyy HH:mm:ss 'GMT'";

    public static string? Read(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values) || values.Count != 1)
        {
            return null;
        }

        var value = values.ToString();
        var isSeconds = value.Length is > 0 and <= MaxDigits && !value.AsSpan().ContainsAnyExceptInRange('0', '9');
        return isSeconds || DateTime.TryParseExact(value, HttpDate, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? value : null;
    }
}
