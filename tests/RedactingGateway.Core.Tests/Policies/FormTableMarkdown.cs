using System.Text;
using RedactingGateway.Core.Policies.Checks;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>Writes the table of forms as config/README.md shows it.</summary>
internal static class FormTableMarkdown
{
    public const string Begin = "<!-- forms: made from the table in the code; do not edit -->";

    public const string End = "<!-- end of forms -->";

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("| form | takes | gives | equal in → equal out | can be undone | protects from |\n|---|---|---|---|---|---|\n");
        foreach (var row in FormTable.Rows)
        {
            var takes = row.Kind == FormKind.Keep ? "everything" : string.Join(", ", row.Takes.Select(t => $"`{Word(t)}`"));
            text.Append($"| `{row.Example}` | {takes} | {row.Gives} | {Equal(row.Equal)} | {Undone(row.Undone)} | {row.Protects} |\n");
        }

        text.Append("\n| type | forms |\n|---|---|\n");
        foreach (var type in Enum.GetValues<FieldType>().Where(t => t != FieldType.Container))
        {
            text.Append($"| `{Word(type)}` | {FormTable.FormsOf(type)} |\n");
        }

        return text.ToString();
    }

    private static string Word(FieldType type) => WordsOf<FieldType>.All.First(w => w.Value == type).Key;

    private static string Equal(Equality equality) => equality switch
    {
        Equality.Everywhere => "yes, everywhere",
        Equality.InDomainAndEpoch => "inside one domain and epoch",
        Equality.InEvent => "inside one event",
        _ => "all are equal",
    };

    private static string Undone(Undoing undoing) => undoing switch
    {
        Undoing.Nothing => "it is the value",
        Undoing.ByGuessing => "by guessing",
        Undoing.ByUs => "by us, while the key exists",
        _ => "no",
    };
}
