using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Notices.Html.Selectors;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads a site's <c>notices:</c>.</summary>
internal sealed partial class NoticeBinder(NodeReader reader, IReadOnlyDictionary<string, PurposeDeclaration?> purposes)
{
    private static readonly OrderedDictionary<string, PriceKind> Prices = new(StringComparer.Ordinal) { ["same"] = PriceKind.Same, ["personalised"] = PriceKind.Personalised };

    private static readonly OrderedDictionary<string, WhenRefused> Endings = new(StringComparer.Ordinal) { ["remove"] = WhenRefused.Remove, ["keep"] = WhenRefused.Keep };

    public SiteNotices Bind(MappingReader? notices)
    {
        if (notices is null)
        {
            return new SiteNotices();
        }

        var bound = new SiteNotices
        {
            Banner = reader.Flag(notices.Optional("banner"), "'banner'") ?? true,
            Link = reader.Flag(notices.Optional("link"), "'link'") ?? true,
            Offers = [.. reader.Items(notices.Optional("offers"), "'offers'").Select(BindOffer).OfType<OfferNotice>()],
            Exclude = [.. reader.Texts(notices.Optional("exclude"), "'exclude'").Where(IsPagePath).Select(p => p.Value)],
        };
        notices.Finish();
        return bound;
    }

    private OfferNotice? BindOffer(YamlNode node)
    {
        if (reader.Mapping(node, SiteKeys.Offer, node.Span, "an offer") is not { } members)
        {
            return null;
        }

        var select = SoundSelector(members.RequiredText("select"));
        var purpose = members.RequiredText("purpose");
        if (purpose is not null && !purposes.ContainsKey(purpose.Value))
        {
            reader.Diagnostics.Report(DiagnosticIds.UnknownPurpose, purpose.Span, $"unknown purpose {DiagnosticBag.Quote(purpose.Value)}", Spelling.Nearest(purpose.Value, purposes.Keys));
            purpose = null;
        }

        var sponsor = members.Optional("sponsor");
        var sponsorFrom = sponsor is YamlMapping from && from.Find("from") is not null ? BindAttribute(members.Mapping("sponsor")) : null;
        var (whenRefused, alternative) = BindWhenRefused(members);
        var offer = new OfferNotice(select?.Value ?? "", purpose?.Value ?? "", node.Span)
        {
            Sponsor = sponsorFrom is null ? reader.ByLanguage(sponsor, "'sponsor'") : ImmutableSortedDictionary<string, string>.Empty,
            SponsorFrom = sponsorFrom,
            Price = members.Word("price", Prices),
            Parameters = [.. (members.Mapping("parameters")?.Entries ?? []).Select(e => BindParameter(e.Key, e.Value)).OfType<OfferParameter>()],
            WhenRefused = whenRefused,
            Alternative = alternative,
            Marker = members.Text("marker") is { } marker ? SoundAttribute(marker) : null,
        };
        members.Finish();
        return select is null || purpose is null ? null : offer;
    }

    private OfferParameter? BindParameter(YamlScalar key, YamlNode value)
    {
        if (reader.Mapping(value, SiteKeys.Parameter, key.Span, $"the parameter {DiagnosticBag.Quote(key.Value)}") is not { } members)
        {
            return null;
        }

        var from = members.RequiredText("from") is { } attribute ? SoundAttribute(attribute) : null;
        var values = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (code, texts) in members.Mapping("values", required: true)?.Entries ?? [])
        {
            values[code.Value] = reader.ByLanguage(texts, $"'{code.Value}'");
        }

        members.Finish();
        return from is null ? null : new OfferParameter(key.Value, from, values.ToImmutable());
    }

    private (WhenRefused, string? Alternative) BindWhenRefused(MappingReader members)
    {
        if (members.Optional("whenRefused") is not YamlMapping)
        {
            return (members.Word("whenRefused", Endings) ?? WhenRefused.Remove, null);
        }

        var mapping = members.Mapping("whenRefused")!;
        var alternative = SoundSelector(mapping.RequiredText("alternative"));
        mapping.Finish();
        return (WhenRefused.Alternative, alternative?.Value);
    }

    private string? BindAttribute(MappingReader? members)
    {
        var from = members?.RequiredText("from");
        members?.Finish();
        return from is null ? null : SoundAttribute(from);
    }

    private YamlScalar? SoundSelector(YamlScalar? text)
    {
        if (text is null || HtmlSelector.TryParse(text.Value, out _, out var error))
        {
            return text;
        }

        reader.Diagnostics.Report(DiagnosticIds.MalformedSelector, text.Span, $"{DiagnosticBag.Quote(text.Value)}: {error.Message}");
        return null;
    }

    private string? SoundAttribute(YamlScalar name)
    {
        if (AttributeName.IsMatch(name.Value))
        {
            return name.Value;
        }

        reader.Diagnostics.Report(DiagnosticIds.InvalidText, name.Span, $"{DiagnosticBag.Quote(name.Value)} is no attribute's name such as data-segment, in lower case");
        return null;
    }

    private bool IsPagePath(YamlScalar path)
    {
        if (path.Value.StartsWith('/') && path.Value.AsSpan().IndexOfAny(" ?#") < 0 && path.Value.IndexOf('*', StringComparison.Ordinal) is var star
            && (star < 0 || (path.Value.EndsWith("/**", StringComparison.Ordinal) && star == path.Value.Length - 2)))
        {
            return true;
        }

        reader.Diagnostics.Report(DiagnosticIds.InvalidText, path.Span, $"{DiagnosticBag.Quote(path.Value)} is no path of a page such as /checkout, or of all below one such as /checkout/**");
        return false;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AttributeName { get; }
}
