using System.Globalization;
using System.Text;
using RedactingGateway.FunctionalTests.Wire;
using YamlDotNet.RepresentationModel;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>The table of vendors in <c>config/protocols/README.md</c>.</summary>
internal sealed class VendorTable
{
    private const string Head = """
        # Vendor dictionaries

        One file for each vendor; the language is described in [../README.md](../README.md). The table is written by a test (`VendorTableTests`):

        - **fields**: addresses that the dictionary names; **categories**: data categories among them; **required**: addresses without which the vendor refuses an event;
        - **flags**: the vendor's documented restrictions, which the gateway sets where no purpose asks for what they restrict;
        - **recordings**: requests recorded from the vendor's SDKs that pass through a gateway which may send every category (but the starter's `never:`), of all;
          the others hold only events that the vendor would refuse without what the site has not allowed yet;
        - **arrived**: of the planted values that stand in fields whose category that gateway may send, the share that arrived as it is; the rest has another shape than its field should have.

        | vendor | dictionary | fields | categories | required | flags | recordings | arrived |
        |---|---|---|---|---|---|---|---|

        """;

    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public VendorTable()
    {
        foreach (var protocol in DictionaryFile.Protocols)
        {
            _rows[protocol] = new Row(DictionaryFile.Load(protocol));
        }
    }

    public void Add(VendorSdk sdk, Recording recording, WireRequest? received, IReadOnlyList<Canary> allowed)
    {
        var row = _rows[sdk.Protocol];
        row.Recordings++;
        row.Passed += received is null ? 0 : 1;
        var places = PlantedArrival.ByPlace(received);
        foreach (var canary in allowed)
        {
            row.Allowed++;
            row.Arrived += PlantedArrival.FormOf(canary, places) == "literal" ? 1 : 0;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder(Head);
        foreach (var (protocol, row) in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.File.Title} | [{protocol}]({protocol}.yaml) | {row.Fields} | {row.Categories} | {row.Required} | {row.Flags} | {row.Passes} | {row.Share} |\n");
        }

        return text.ToString();
    }

    private sealed class Row(DictionaryFile file)
    {
        public DictionaryFile File { get; } = file;

        public int Recordings { get; set; }

        public int Passed { get; set; }

        public int Allowed { get; set; }

        public int Arrived { get; set; }

        public int Fields => Count(_ => true);

        public int Required => Count(known => DictionaryFile.Has(known, "required"));

        public int Categories => File.Fields.Select(known => DictionaryFile.Text(known.Field, "category")).OfType<string>().Distinct().Count();

        public string Flags => string.Join(", ", File.Restrictions.Select(restriction => restriction.Name)) is { Length: > 0 } names ? names : "–";

        public string Passes => Recordings == 0 ? "–" : $"{Passed} of {Recordings}";

        public string Share => Allowed == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * Arrived / Allowed:0.0} %");

        private int Count(Func<YamlMappingNode, bool> which) => File.Fields.Where(known => which(known.Field)).Sum(known => known.Address.Split(", ").Length);
    }
}
