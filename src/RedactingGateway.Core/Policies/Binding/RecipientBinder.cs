using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>recipients:</c>.</summary>
internal sealed class RecipientBinder(NodeReader reader)
{
    // IAB TCF v2.2: vendor ids have 16 bits.
    private const int MaxTcfVendor = ushort.MaxValue;

    private static readonly OrderedDictionary<string, bool> Reuses = new(StringComparer.Ordinal) { ["none"] = false, ["ownPurposes"] = true };

    private readonly ApprovalBinder _days = new(reader);

    public RecipientDeclaration? Bind(YamlScalar key, YamlNode value)
    {
        if (reader.Mapping(value, RecipientKeys.Recipient, key.Span, $"the recipient {DiagnosticBag.Quote(key.Value)}") is not { } members)
        {
            return null;
        }

        var role = members.RequiredWord("role", WordsOf<RecipientRole>.All);
        var privacyPolicy = members.RequiredText("privacyPolicy");
        var retention = members.RequiredText("retention");
        var domain = members.Text("domain");
        if (domain is not null && !Names.IsName(domain.Value))
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedId, domain.Span, $"{DiagnosticBag.Quote(domain.Value)} is no name: a lower-case letter, then letters and digits, at most 40");
        }

        var recipient = new RecipientDeclaration(
            key.Value, key.Span, members.RequiredText("name")?.Value ?? key.Value, BindCountry(members.RequiredText("country")),
            members.Word("reuse", Reuses) ?? false, BindTransfers(members), domain?.Value ?? key.Value)
        {
            TcfVendor = reader.Whole(members.Optional("tcfVendor"), 1, MaxTcfVendor, "'tcfVendor'"),
            Role = role ?? RecipientRole.Controller,
            PrivacyPolicy = privacyPolicy?.Value ?? "",
            Retention = retention?.Value ?? "",
            Address = members.Text("address")?.Value,
            Contract = BindContract(members.Mapping("contract")),
            Arrangement = reader.ByLanguage(members.Optional("arrangement"), "'arrangement'"),
        };
        members.Finish();
        return recipient;
    }

    private RecipientContract? BindContract(MappingReader? members)
    {
        if (members is null)
        {
            return null;
        }

        var kind = members.RequiredWord("kind", WordsOf<ContractKind>.All);
        var date = _days.BindDay(members.RequiredText("date"));
        var link = members.Text("link");
        members.Finish();
        return kind is null || date is null ? null : new RecipientContract(kind.Value, date.Value, link?.Value);
    }

    private (string Code, SourceSpan Span)? BindCountry(YamlScalar? scalar)
    {
        if (scalar is null)
        {
            return null;
        }

        if (Countries.IsKnown(scalar.Value))
        {
            return (scalar.Value, scalar.Span);
        }

        var hint = scalar.Value == "UK" ? "GB" : Countries.IsKnown(scalar.Value.ToUpperInvariant()) ? scalar.Value.ToUpperInvariant() : null;
        reader.Diagnostics.Report(DiagnosticIds.UnknownCountry, scalar.Span, $"{DiagnosticBag.Quote(scalar.Value)} is no country code of ISO 3166-1 (two capital letters)", hint);
        return null;
    }

    private ImmutableArray<TransferDeclaration> BindTransfers(MappingReader members)
    {
        var transfers = ImmutableArray.CreateBuilder<TransferDeclaration>();
        foreach (var item in reader.Items(members.Optional("transfers"), "'transfers'"))
        {
            if (reader.Mapping(item, RecipientKeys.Transfer, item.Span, "a transfer") is not { } transfer)
            {
                continue;
            }

            var country = BindCountry(transfer.RequiredText("country"));
            var safeguard = transfer.Word("safeguard", WordsOf<Safeguard>.All);
            var isMisread = safeguard is null && transfer.Optional("safeguard") is not null;
            var checkedOn = transfer.Text("checkedOn");
            var reference = transfer.Text("reference");
            var day = _days.BindDay(checkedOn);
            transfer.Finish();
            if (country is { } known && !isMisread)
            {
                transfers.Add(new TransferDeclaration(known.Code, safeguard, known.Span)
                {
                    CheckedOn = day is { } seen ? (seen, checkedOn!.Span) : null,
                    Reference = reference?.Value,
                });
            }
        }

        return transfers.ToImmutable();
    }
}
