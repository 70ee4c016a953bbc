using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Privacy;

/// <summary>Reads a choice from JSON or from a form, and checks it against the policy.</summary>
internal sealed class ChoiceReader(SubjectToken tokens)
{
    // 8 KiB: 64 purposes with the longest names are 4; nothing else belongs here.
    private const int MaxBytes = 8 * 1024;

    // What a person can fill in; the framework's own limit is 1,024.
    private const int MaxFormValues = 512;

    private static readonly ImmutableDictionary<string, ConsentPlace> Places = Enum.GetValues<ConsentPlace>()
        .ToImmutableDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.ToString()), StringComparer.Ordinal);

    /// <summary>Reads <c>PUT</c>.</summary>
    public async Task<(ChoiceRequest? Request, ChoiceProblem? Problem)> ReadJsonAsync(HttpContext context, GatewayFeature gateway)
    {
        if (MediaType(context.Request) != "application/json")
        {
            return (null, Problems.NotJson);
        }

        if (await ReadAsync(context) is not { } body)
        {
            return (null, Problems.TooLarge);
        }

        try
        {
            return JsonSerializer.Deserialize(body, PrivacyJson.Default.ChoiceMessage) is { } message
                ? Check(message, context, gateway)
                : (null, Problems.Invalid("The body is null."));
        }
        catch (JsonException)
        {
            // Its message would repeat what the client sent.
            return (null, Problems.Invalid("The body is not the JSON that is described: all, or purposes and recipients with true or false, and place, language, subject."));
        }
    }

    /// <summary>Reads <c>POST</c> of a form: <c>choice</c> is <c>refuse</c>, <c>accept</c> or <c>save</c>.</summary>
    public async Task<(ChoiceRequest? Request, ChoiceProblem? Problem, string? Return)> ReadFormAsync(HttpContext context, GatewayFeature gateway)
    {
        if (MediaType(context.Request) != "application/x-www-form-urlencoded")
        {
            return (null, Problems.NotJson, null);
        }

        if (await ReadAsync(context) is not { } body)
        {
            return (null, Problems.TooLarge, null);
        }

        var form = await ReadFormAsync(body);
        if (form is null)
        {
            return (null, Problems.Invalid("The form cannot be read."), null);
        }

        var back = form.GetValueOrDefault("return").ToString();
        var message = new ChoiceMessage { Place = NullIfEmpty(form, "place"), Language = NullIfEmpty(form, "language"), Subject = NullIfEmpty(form, "subject") };
        var (request, problem) = form.GetValueOrDefault("choice").ToString() switch
        {
            "refuse" => Check(message with { All = false }, context, gateway),
            "accept" => Check(message with { All = true }, context, gateway),
            "save" => Check(Saved(message, form), context, gateway),
            _ => (null, Problems.Invalid("choice must be refuse, accept or save.")),
        };
        return (request, problem, back);
    }

    private static async Task<Dictionary<string, StringValues>?> ReadFormAsync(byte[] body)
    {
        try
        {
            using var reader = new FormReader(new MemoryStream(body), Encoding.UTF8) { ValueCountLimit = MaxFormValues, KeyLengthLimit = MaxBytes, ValueLengthLimit = MaxBytes };
            return await reader.ReadFormAsync();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // A box that is not ticked is not sent, so the form names in `shown` the recipients that it has boxes for.
    private static ChoiceMessage Saved(ChoiceMessage message, Dictionary<string, StringValues> form)
    {
        const string prefix = "purpose.";
        var refused = form.GetValueOrDefault("refuse");
        return message with
        {
            Purposes = form.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[prefix.Length..], f => f.Value == "yes", StringComparer.Ordinal),
            Recipients = form.GetValueOrDefault("shown").Concat(refused).OfType<string>().Distinct(StringComparer.Ordinal)
                .ToDictionary(r => r, r => !refused.Contains(r), StringComparer.Ordinal),
        };
    }

    private (ChoiceRequest? Request, ChoiceProblem? Problem) Check(ChoiceMessage message, HttpContext context, GatewayFeature gateway)
    {
        var purposes = message.Purposes ?? [];
        var recipients = message.Recipients ?? [];
        if (message.All is not null == (purposes.Count + recipients.Count > 0))
        {
            return (null, Problems.Invalid("Either all, or purposes or recipients."));
        }

        var known = gateway.Policy.Purposes.Where(p => p.CanBeRefused).Select(p => p.Id).ToList();
        if (purposes.Keys.Any(p => !known.Contains(p)))
        {
            return (null, Problems.Invalid($"A purpose is not known, or cannot be refused. Those that can: {string.Join(", ", known)}."));
        }

        if (recipients.Keys.Any(id => !gateway.Policy.Recipients.Any(r => r.Id == id)))
        {
            return (null, Problems.Invalid($"A recipient is not known. Known: {string.Join(", ", gateway.Policy.Recipients.Select(r => r.Id))}."));
        }

        var place = ConsentPlace.PrivacyPage;
        if (message.Place is not null && !Places.TryGetValue(message.Place, out place))
        {
            return (null, Problems.Invalid($"place must be one of: {string.Join(", ", Places.Keys.Order(StringComparer.Ordinal))}."));
        }

        var language = message.Language is null ? gateway.Policy.Texts.Choose(gateway.Site!, AcceptedLanguages.Of(context.Request.Headers)) : gateway.Policy.Texts.Find(gateway.Site!, message.Language);
        if (language is null)
        {
            return (null, Problems.Invalid($"language must be one of: {string.Join(", ", gateway.Policy.Texts.Of(gateway.Site!).Select(l => l.Tag))}."));
        }

        ImmutableArray<SubjectKey> subjects = [];
        if (message.Subject is not null && !tokens.TryRead(message.Subject, out subjects))
        {
            return (null, Problems.Invalid("The subject token is malformed, or has ended: render the page anew."));
        }

        return (new ChoiceRequest
        {
            All = message.All,
            Purposes = purposes.ToImmutableDictionary(StringComparer.Ordinal),
            Recipients = recipients.ToImmutableDictionary(StringComparer.Ordinal),
            Place = place,
            Language = language,
            Subjects = subjects,
        }, null);
    }

    private static string? NullIfEmpty(Dictionary<string, StringValues> form, string key) =>
        form.GetValueOrDefault(key).ToString() is { Length: > 0 } text ? text : null;

    private static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    // Null: too large.
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            var body = new byte[MaxBytes + 1];
            var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
            return length > MaxBytes ? null : body[..length];
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
