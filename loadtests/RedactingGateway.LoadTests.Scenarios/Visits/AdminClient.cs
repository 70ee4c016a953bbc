using System.Globalization;
using System.Net.Http.Headers;

namespace RedactingGateway.LoadTests.Scenarios.Visits;

/// <summary>Calls the gateway's admin address.</summary>
internal sealed class AdminClient : IDisposable
{
    private readonly HttpClient _client;

    public AdminClient(Uri address, string? token)
    {
        _client = new HttpClient { BaseAddress = address };
        if (token is not null)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>Has the policy's files read.</summary>
    /// <param name="expected">Status that says what should come of it: 200 in force, 422 refused.</param>
    public async Task<StepOutcome> ReloadAsync(int expected)
    {
        try
        {
            using var answer = await _client.PostAsync(new Uri("/reload", UriKind.Relative), null);
            var body = await answer.Content.ReadAsStringAsync();
            var status = (int)answer.StatusCode;
            return new StepOutcome(status == expected, status.ToString(CultureInfo.InvariantCulture), body.Length, status == expected ? null : $"the reload should have been answered {expected}: {body}");
        }
        catch (HttpRequestException e)
        {
            return new StepOutcome(IsOk: false, e.HttpRequestError.ToString(), 0, e.Message);
        }
    }

    public void Dispose() => _client.Dispose();
}
