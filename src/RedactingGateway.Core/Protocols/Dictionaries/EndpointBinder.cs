using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads one endpoint of a dictionary.</summary>
internal sealed class EndpointBinder(NodeReader reader, FieldBinder fields, AddressBinder addresses)
{
    private static readonly ImmutableArray<string> KnownMethods = ["GET", "POST", "PUT", "HEAD"];

    private readonly DiagnosticBag _diagnostics = reader.Diagnostics;

    public EndpointDeclaration? Bind(YamlScalar key, YamlNode value)
    {
        if (reader.Mapping(value, DictionaryKeys.Endpoint, key.Span, $"the endpoint {DiagnosticBag.Quote(key.Value)}") is not { } members)
        {
            return null;
        }

        var match = members.Mapping("match", required: true);
        var methods = match is null ? [] : BindMethods(match);
        var path = match is null ? null : BindPath(match);
        match?.Finish();
        var body = BindBody(members);
        var endpoint = new EndpointDeclaration
        {
            Name = key.Value,
            Span = key.Span,
            Methods = methods,
            Path = path?.Value ?? "/",
            PathSpan = path?.Span ?? key.Span,
            Host = members.RequiredText("host")?.Value ?? "",
            Forward = members.Text("forward") is { } forward ? SoundPath(forward)?.Value : null,
            Body = body,
            Units = members.Text("unit") is { } unit ? addresses.BindExact(unit, "a unit") : [],
            Checksum = BindChecksum(members, body),
            Success = BindSuccess(members),
            Retries = members.Flag("retries"),
            Fields = fields.BindAll(members.Mapping("fields")),
        };
        members.Finish();
        return endpoint;
    }

    private ImmutableArray<string> BindMethods(MappingReader match)
    {
        var methods = reader.Texts(match.Required("methods"), "'methods'");
        foreach (var method in methods.Where(m => !KnownMethods.Contains(m.Value)))
        {
            _diagnostics.Report(
                DiagnosticIds.MalformedEndpoint, method.Span, $"{DiagnosticBag.Quote(method.Value)} is no method; possible: {string.Join(", ", KnownMethods)}",
                Spelling.Nearest(method.Value, KnownMethods));
        }

        return [.. methods.Select(m => m.Value)];
    }

    private YamlScalar? BindPath(MappingReader match) => match.RequiredText("path") is { } path ? SoundPath(path) : null;

    private YamlScalar? SoundPath(YamlScalar path)
    {
        var segments = path.Value.Split('/');
        var isSound = path.Value.StartsWith('/') && path.Value.All(c => c is > ' ' and <= '~' and not '?' and not '#' and not '\\')
            && segments.All(s => s is not "." and not ".." && (s.AsSpan().IndexOfAny('{', '}') < 0 || s is ['{', not '}', .., '}']));
        if (!isSound)
        {
            _diagnostics.Report(
                DiagnosticIds.MalformedEndpoint, path.Span,
                $"{DiagnosticBag.Quote(path.Value)} is no path: it begins with '/', has no query, and a {{NAME}} fills a whole segment");
            return null;
        }

        return path;
    }

    private LayerFormat BindBody(MappingReader members)
    {
        if (members.Mapping("body") is not { } body)
        {
            return LayerFormat.None;
        }

        var text = body.RequiredText("as");
        body.Finish();
        if (text is null)
        {
            return LayerFormat.None;
        }

        if (!LayerChain.TryParseBody(text.Value, out var format, out var error))
        {
            _diagnostics.Report(DiagnosticIds.MalformedLayers, text.Span, error);
        }

        return format;
    }

    private ChecksumDeclaration? BindChecksum(MappingReader members, LayerFormat body)
    {
        if (members.Mapping("checksum") is not { } checksum)
        {
            return null;
        }

        var field = checksum.RequiredText("field");
        var of = checksum.RequiredWord("of", ChecksumDeclaration.Places);
        checksum.RequiredWord("algorithm", ChecksumDeclaration.Algorithms);
        var secret = checksum.RequiredText("secret");
        checksum.Finish();
        if (field is null || of is null || secret is null)
        {
            return null;
        }

        var bound = addresses.BindExact(field, "a checksum");
        if (bound is not [{ Address.Steps: [{ Kind: StepKind.Name }] } only] || only.Address.Place != of)
        {
            _diagnostics.Report(DiagnosticIds.MalformedEndpoint, field.Span, "a checksum is one parameter of the query or form that it is made of");
            return null;
        }

        if (of == AddressPlace.Form && body.EndsIn(Codec.Multipart))
        {
            _diagnostics.Report(DiagnosticIds.MalformedEndpoint, field.Span, "a checksum is made of a form's pairs as they are written, which a multipart body has not; leave out 'multipart'");
            return null;
        }

        return new ChecksumDeclaration(only, secret.Value);
    }

    private SuccessAnswer BindSuccess(MappingReader members)
    {
        const int noContent = 204;
        if (members.Mapping("success") is not { } success)
        {
            return new SuccessAnswer(noContent);
        }

        var json = success.Text("json");
        var answer = new SuccessAnswer(
            reader.Whole(success.Optional("status"), 200, 299, "'status'") ?? noContent,
            success.Word("body", WordsOf<SuccessBody>.All) ?? (json is null ? SuccessBody.None : SuccessBody.Json),
            json?.Value,
            success.Flag("vendorBody"));
        if (answer.Body == SuccessBody.Json == json is null)
        {
            _diagnostics.Report(DiagnosticIds.MalformedEndpoint, success.Owner, "'body: json' and 'json' with its text go together");
        }

        if (answer is { Status: noContent, Body: not SuccessBody.None })
        {
            _diagnostics.Report(DiagnosticIds.MalformedEndpoint, success.KeySpan("status"), "an answer with status 204 has no body");
        }

        success.Finish();
        return answer;
    }
}
