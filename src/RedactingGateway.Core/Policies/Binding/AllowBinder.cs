using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>allow:</c> and <c>combine:</c>: categories with their forms and reasons.</summary>
internal sealed class AllowBinder(NodeReader reader, DataTaxonomy taxonomy)
{
    private static readonly ImmutableSortedDictionary<string, string> NoReason = ImmutableSortedDictionary<string, string>.Empty;

    private readonly FormBinder _forms = new(reader);

    public ImmutableArray<AllowDeclaration> Bind(MappingReader? categories)
    {
        var allowed = ImmutableArray.CreateBuilder<AllowDeclaration>();
        foreach (var (key, value) in categories?.Entries ?? [])
        {
            var category = CategoryReader.Read(key, taxonomy, reader.Diagnostics);
            var (form, because) = BindEntry(key, value);
            if (category is not null && form is not null)
            {
                allowed.Add(new AllowDeclaration(category, key.Span, form, because));
            }
        }

        return allowed.ToImmutable();
    }

    private (FormDeclaration? Form, ImmutableSortedDictionary<string, string> Because) BindEntry(YamlScalar key, YamlNode value)
    {
        if (value is YamlScalar { IsNull: true })
        {
            reader.Diagnostics.Report(DiagnosticIds.WrongKind, key.Span, $"{DiagnosticBag.Quote(key.Value)} has no form; write keep where it may leave as it is");
            return (null, NoReason);
        }

        var isLong = value is YamlMapping mapping && (mapping.Find("treat") is not null || mapping.Find("because") is not null);
        if (!isLong)
        {
            return (_forms.Bind(value), NoReason);
        }

        var members = reader.Mapping(value, PurposeKeys.Allow, key.Span, $"'{key.Value}'")!;
        var form = _forms.Bind(members.Required("treat"));
        var because = reader.ByLanguage(members.Optional("because"), "'because'");
        members.Finish();
        return (form, because);
    }
}
