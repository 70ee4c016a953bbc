using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Finds descriptions whose members cannot all be true.</summary>
internal static class FieldContradictions
{
    // Categories that structural fields may carry for the record: nothing in them is about a person.
    private const string OperationalCategories = "system";

    public static void Check(FieldDeclaration field, MappingReader members, DiagnosticBag diagnostics)
    {
        if (field.IsContainer && (field.Category is not null || field.Structural || field.Space is not null || field.Credential))
        {
            var what = field.As.IsEmpty ? "a container" : "a field with 'as'";
            Report(field.As.IsEmpty ? "type" : "as", $"{what} has parts, and each is decided for itself: it has no category and no values of its own");
        }
        else if (!field.As.IsEmpty && field.Type != FieldType.Container)
        {
            Report("type", "a field with 'as' is a container");
        }

        if (field is { Structural: true, Category: { } category } && !DataTaxonomy.Covers(OperationalCategories, category))
        {
            Report("structural", $"a structural field leaves with any granted purpose, so it cannot be of '{category}': purposes decide on that");
        }

        if (field is { Structural: true, Credential: true })
        {
            Report("credential", "a credential is never structural: structural fields leave with any granted purpose");
        }

        if (field is { Structural: true, IsContainer: false } && EffectiveSpace(field) is null && members.KeySpan("pattern") == members.Owner)
        {
            diagnostics.Report(
                DiagnosticIds.OpenStructural, members.KeySpan("structural"),
                $"'{field.Name}' is structural and needs a closed set of values: const, values, pattern or type: integer");
        }

        // Its values are closed, but the names are the client's, and may be anything.
        if (field is { Structural: true, IsContainer: false } && field.Addresses.FirstOrDefault(a => a.Address.Steps.Any(s => s.Kind is StepKind.AnyName or StepKind.AnyDepth or StepKind.Pattern)) is { } open)
        {
            diagnostics.Report(
                DiagnosticIds.OpenStructural, members.KeySpan("structural"),
                $"'{open.Address.Text}' is structural and has names that the client chooses, which would leave without a purpose; write the names out, or give it a category");
        }

        if (field.Surrogate?.Constant is { } constant && EffectiveSpace(field) is { } space && !space.Contains(constant))
        {
            Report("required", $"the surrogate lies outside the field's values: {space.Description}");
        }

        var takesIdentifiers = field.Type is FieldType.String or FieldType.OpaqueId || field.IsContainer;
        if (!takesIdentifiers && members.KeySpan("hash") != members.Owner)
        {
            Report("hash", "only fields of type string and opaqueId are hashed");
        }

        if (field.Signal == SignalKind.Category && field.Addresses.Any(a => a.Address.Steps is not [.., { Kind: StepKind.AnyName or StepKind.Pattern }]))
        {
            Report("signal", "a category of the site's own is a part's name, so its address ends in a name with '*'");
        }

        if (field.Signal != SignalKind.None && field.IsContainer)
        {
            Report("signal", "a signal is a value; name the part that says it");
        }

        void Report(string key, string message) => diagnostics.Report(DiagnosticIds.ContradictoryField, members.KeySpan(key), message);
    }

    /// <summary>The declared values; for structural whole numbers all of these.</summary>
    public static ValueSpace? EffectiveSpace(FieldDeclaration field) =>
        field.Space ?? (field is { Structural: true, Type: FieldType.Integer } ? ValueSpace.Integer : null);
}
