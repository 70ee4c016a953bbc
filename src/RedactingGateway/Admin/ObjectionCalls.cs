using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.PolicyStore;
using RedactingGateway.Privacy.Webhook;
using RedactingGateway.State;

namespace RedactingGateway.Admin;

/// <summary>Objections of known subjects, as a site's backend sets, lifts and looks them up.</summary>
/// <remarks>The values it names are hashed at once; they stand in no answer, log or error.</remarks>
internal sealed class ObjectionCalls(PolicyHolder policies, Objections objections, SubjectKeys keys, SubjectToken tokens, RefusalNews news, TimeProvider time)
{
    // 64 KiB and 100 subjects: a backend that has more sends several calls.
    private const int MaxBytes = 64 * 1024;
    private const int MaxSubjects = 100;

    // 254 characters: the longest address (RFC 5321 § 4.5.3.1.3); ids are shorter.
    private const int MaxValueLength = 254;

    private const string Described = """The body must be { "subjects": [{ "kind": "email | phone | id", "value": "…" }], "purposes": [] } with 1 to 100 subjects.""";

    /// <summary><c>PUT /objections</c>.</summary>
    public async Task SetAsync(HttpContext context)
    {
        var policy = policies.Current;
        if (await ReadAsync(context, policy) is not var (subjects, purposes))
        {
            return;
        }

        var acknowledgement = await objections.SetAsync(subjects, new Objection(time.GetUtcNow(), purposes), context.RequestAborted);
        foreach (var site in policy.Sites)
        {
            await news.TellAsync(site, "objection", purposes, subjects, record: null);
        }

        await AdminApi.AcknowledgeAsync(context, acknowledgement);
    }

    /// <summary><c>DELETE /objections</c>.</summary>
    public async Task LiftAsync(HttpContext context)
    {
        if (await ReadAsync(context, mayBeNamed: null) is var (subjects, _))
        {
            // After those of this very moment, which would stay.
            await AdminApi.AcknowledgeAsync(context, await objections.LiftAsync(subjects, time.GetUtcNow().AddMicroseconds(1), context.RequestAborted));
        }
    }

    /// <summary><c>POST /objections/find</c>.</summary>
    public async Task FindAsync(HttpContext context)
    {
        if (await ReadAsync(context, mayBeNamed: null) is not var (subjects, _))
        {
            return;
        }

        var answer = await objections.FindAsync(subjects.ToArray());
        await AdminApi.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new FoundObjection(answer.IsUnknown ? "unknown" : answer.Objection is null ? "none" : "objected", [.. subjects.Select(s => s.ToString())])
            {
                Time = answer.Objection?.Time,
                Purposes = answer.Objection?.Purposes,
            },
            AdminJson.Default.FoundObjection);
    }

    /// <summary><c>POST /subjects/token</c>.</summary>
    public async Task TokenAsync(HttpContext context)
    {
        if (await ReadAsync(context, mayBeNamed: null) is not var (subjects, _))
        {
            return;
        }

        if (subjects.Length > SubjectToken.MaxKeys)
        {
            await AdminApi.RefuseAsync(context, StatusCodes.Status400BadRequest, "A token is for one visitor: name fewer subjects.");
            return;
        }

        var (token, end) = tokens.Write(subjects);
        await AdminApi.WriteAsync(context, StatusCodes.Status200OK, new IssuedToken(token, end, [.. subjects.Select(s => s.ToString())]), AdminJson.Default.IssuedToken);
    }

    // Purposes may be named of one policy, or none at all.
    private async Task<(ImmutableArray<SubjectKey> Subjects, ImmutableArray<string> Purposes)?> ReadAsync(HttpContext context, PolicySnapshot? mayBeNamed)
    {
        var message = await ReadMessageAsync(context);
        if (message is not { Subjects: { Length: > 0 and <= MaxSubjects } named } || (message.Purposes is { Length: > 0 } && mayBeNamed is null))
        {
            await AdminApi.RefuseAsync(context, StatusCodes.Status400BadRequest, Described);
            return null;
        }

        var purposes = (message.Purposes ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var known = mayBeNamed?.Purposes.Where(p => p.CanBeRefused).Select(p => p.Id).ToList() ?? [];
        if (purposes.Any(p => !known.Contains(p)))
        {
            await AdminApi.RefuseAsync(context, StatusCodes.Status400BadRequest, $"A purpose is not known, or cannot be refused. Those that can: {string.Join(", ", known)}.");
            return null;
        }

        var subjects = ImmutableArray.CreateBuilder<SubjectKey>();
        foreach (var (i, subject) in named.Index())
        {
            if (KindOf(subject?.Kind) is not { } kind || subject?.Value is not { Length: > 0 and <= MaxValueLength } value || keys.Of(kind, value) is not { IsEmpty: false } found)
            {
                await AdminApi.RefuseAsync(context, StatusCodes.Status400BadRequest, $"Subject {i + 1} is no email, phone (international form) or id of 1 to 254 characters. Nothing was changed.");
                return null;
            }

            subjects.AddRange(found);
        }

        return ([.. subjects.Distinct()], purposes);
    }

    private static SubjectKind? KindOf(string? kind) => kind switch
    {
        "email" => SubjectKind.Email,
        "phone" => SubjectKind.Phone,
        "id" => SubjectKind.Id,
        _ => null,
    };

    private static async Task<SubjectsMessage?> ReadMessageAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, AdminJson.Default.SubjectsMessage, context.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            // Neither message is passed on: it may repeat a value.
            return null;
        }
    }
}

/// <summary>Known subjects and purposes, as a backend names them.</summary>
internal sealed record SubjectsMessage(NamedSubject?[]? Subjects, string[]? Purposes);

/// <summary>A subject by its value.</summary>
/// <remarks>No record: a record prints what it holds.</remarks>
internal sealed class NamedSubject
{
    public string? Kind { get; init; }

    public string? Value { get; init; }
}

/// <summary>What is known of subjects.</summary>
/// <param name="Status"><c>objected</c>, <c>none</c> or <c>unknown</c>.</param>
/// <param name="Keys">Their keys, as webhooks name them.</param>
internal sealed record FoundObjection(string Status, ImmutableArray<string> Keys)
{
    public DateTimeOffset? Time { get; init; }

    /// <summary>Empty: everything that can be refused.</summary>
    public ImmutableArray<string>? Purposes { get; init; }
}

/// <summary>A subject token.</summary>
internal sealed record IssuedToken(string Token, DateTimeOffset Ends, ImmutableArray<string> Keys);
