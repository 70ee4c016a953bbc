using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Checks;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>
/// Every form meets every type: what fits keeps what the table promises, what does not is an error that names the field.
/// <c>RGW_APPROVE=1 dotnet test …</c> writes the table into config/README.md anew.
/// </summary>
public sealed class FormTableTests
{
    private static readonly string Readme = Path.Combine(PolicyCorpus.RepositoryRoot, "config", "README.md");

    private static readonly ImmutableArray<FieldType> Types = [.. Enum.GetValues<FieldType>().Where(t => t != FieldType.Container)];

    public static IEnumerable<TheoryDataRow<int>> Rows => Enumerable.Range(0, FormTable.Rows.Length).Select(i => new TheoryDataRow<int>(i) { Label = FormTable.Rows[i].Example });

    public static IEnumerable<TheoryDataRow<int, string>> Pairs =>
        FormTable.Rows.Index().SelectMany(r => r.Item.Takes.Select(t => new TheoryDataRow<int, string>(r.Index, Word(t))));

    [Fact]
    public void Readme_Forms_AreTheTable()
    {
        var text = File.ReadAllText(Readme).ReplaceLineEndings("\n");
        var begin = text.IndexOf(FormTableMarkdown.Begin, StringComparison.Ordinal) + FormTableMarkdown.Begin.Length + 2;
        var end = text.IndexOf(FormTableMarkdown.End, StringComparison.Ordinal) - 1;
        Assert.True(begin > FormTableMarkdown.Begin.Length + 1 && end > begin, "config/README.md has lost the marks around the table of forms");
        if (Environment.GetEnvironmentVariable("RGW_APPROVE") == "1")
        {
            text = $"{text[..begin]}{FormTableMarkdown.Write()}{text[end..]}";
            File.WriteAllText(Readme, text);
            return;
        }

        Assert.Equal(FormTableMarkdown.Write(), text[begin..end]);
    }

    [Fact]
    public void Rows_Together_HoldEveryFormAndType()
    {
        Assert.Equal(Enum.GetValues<FormKind>(), FormTable.Rows.Select(r => r.Kind).Distinct().Order());
        Assert.Equal(Types, FormTable.Rows.SelectMany(r => r.Takes).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Load_FormOnEveryType_ReportsExactlyWhatDoesNotFit(int row)
    {
        var form = FormTable.Rows[row];
        var result = PolicyCorpus.LoadText(FormSamples.Policy(form.Example), ("tracker.yaml", FormSamples.Dictionary(Types)));

        var fitting = FormTable.Rows.Where(r => r.Kind == form.Kind && r.IsCalendar == form.IsCalendar).SelectMany(r => r.Takes);
        var reported = result.Diagnostics.Where(d => d.Id == "RGW0403").ToList();
        Assert.All(reported, d => Assert.Contains("; forms for ", d.Message, StringComparison.Ordinal));
        Assert.Equal(
            Types.Except(fitting).Select(t => $"'query.{Word(t)}'").Order(StringComparer.Ordinal),
            reported.Select(d => d.Message.Split(' ').First(w => w.StartsWith("'query.", StringComparison.Ordinal))).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(result.Diagnostics, d => d.Id is not ("RGW0403" or "RGW0407"));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Apply_FittingPair_KeepsWhatTheTablePromises(int row, string type)
    {
        var form = FormTable.Rows[row];
        var values = FormSamples.Values(WordsOf<FieldType>.All[type]);
        var shop = FormSamples.Field(form.Example, type);
        var outputs = values.Select(v => FormSamples.Send(shop, type, v)).ToList();

        Assert.All(outputs, Assert.NotNull);
        AssertEquality(form, values, outputs!, FormSamples.Send(shop, type, values[0]), FormSamples.Send(FormSamples.Field(form.Example, type, "other"), type, values[0]));

        // Fewer come out than went in, wherever nobody is to find the value again.
        Assert.All(outputs.Zip(values), pair => Assert.Equal(form.Undone == Undoing.Nothing, pair.First == pair.Second));
        if (form is { Undone: Undoing.No, Kind: not FormKind.Mask, Equal: not Equality.InEvent })
        {
            Assert.True(outputs.Distinct().Count() < values.Length, $"{form.Example} of {type} tells all samples apart");
        }
    }

    private static void AssertEquality(FormRow form, ImmutableArray<string> values, List<string> outputs, string? again, string? elsewhere)
    {
        switch (form.Equal)
        {
            case Equality.Everywhere:
                Assert.Equal(outputs[0], again);
                Assert.Equal(outputs[0], elsewhere);
                break;
            case Equality.InDomainAndEpoch:
                Assert.Equal(outputs[0], again);
                Assert.NotEqual(outputs[0], elsewhere);
                Assert.Equal(values.Length, outputs.Distinct().Count());
                break;
            case Equality.InEvent:
                Assert.Equal(outputs[0], again);
                break;
            case Equality.AllAlike:
                Assert.Single(outputs.Distinct());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(form));
        }
    }

    private static string Word(FieldType type) => WordsOf<FieldType>.All.First(w => w.Value == type).Key;
}
