using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

public sealed class LeakSearchTests
{
    private static readonly PlantedValue Email = new("email", "zoë.grünwaldt+x@example.org", []);
    private static readonly PlantedValue Street = new("street", "Nelkenstraße 130d", []);
    private static readonly PlantedValue Phone = new("phone", "+49 30 23125 203", ["+493023125203", "493023125203"]);
    private static readonly PlantedValue Iban = new("iban", "DE13 3704 0044 0532 0264 93", ["DE13370400440532026493"]);
    private static readonly PlantedValue Card = new("credit_card", "4111 1191 5669 6698", ["4111119156696698"]);
    private static readonly PlantedValue Zip = new("zip", "11454", []);
    private static readonly PlantedValue City = new("city", "Jena", []);
    private static readonly PlantedValue[] All = [Email, Street, Phone, Iban, Card, Zip, City];

    private static readonly Lazy<IReadOnlyList<(string Sdk, PlantedPerson Person)>> Everybody =
        new(() => [.. Recording.All().Select(recording => (recording.Sdk, recording.Person)).DistinctBy(one => one.Person.Name)]);

    public static TheoryData<string, string> Recordings => WireDecoderTests.Recordings;

    [Theory]
    [InlineData("zoë.grünwaldt+x@example.org", "literal")]
    [InlineData("ZOË.Grünwaldt+x@Example.org", "literal, other case")]
    [InlineData("zo%C3%AB.gr%c3%bcnwaldt+x%40example.org", "percent-encoded 1x, literal")]
    [InlineData("zo%25C3%25AB.gr%25C3%25BCnwaldt%252Bx%2540example.org", "percent-encoded 2x, literal")]
    [InlineData("zo%2525C3%2525AB.gr%2525C3%2525BCnwaldt%25252Bx%252540example.org", "percent-encoded 3x, literal")]
    [InlineData("zo%EB.gr%FCnwaldt%2Bx%40example.org", "percent-encoded 1x, literal")]
    [InlineData(@"x zo\u00eb.gr\u00FCnwaldt+x@example.org", "JSON-escaped, literal")]
    [InlineData(@"x zo\\u00eb.gr\\u00FCnwaldt+x@example.org", "JSON-escaped twice, literal")]
    public void An_address_is_found_in_any_writing(string text, string spelling) => AssertFound(Email, spelling, text);

    [Theory]
    [InlineData("in Nelkenstraße+130d", "'+' for space, literal")]
    [InlineData("in%20Nelkenstra%C3%9Fe+130d", "percent-encoded 1x '+' for space, literal")]
    [InlineData(@"<\/b>Nelkenstra\u00dfe 130d", "JSON-escaped, literal")]
    public void A_street_is_found_in_any_writing(string text, string spelling) => AssertFound(Street, spelling, text);

    [Theory]
    [InlineData("tel 030/23125-203")]
    [InlineData("0049 (0)30 23 125 203")]
    [InlineData("%2B49+30+23125+203")]
    [InlineData("493023125203")]
    public void A_phone_number_is_found_in_any_grouping(string text) => AssertFound(Phone, "digits only", text);

    [Fact]
    public void A_card_and_an_account_are_found_without_separators()
    {
        AssertFound(Card, "without separators", "4111-1191-5669-6698");
        AssertFound(Iban, "without separators", "de13.3704.0044.0532.0264.93");
    }

    [Fact]
    public void Base64_is_found_at_every_alignment()
    {
        foreach (var prefix in new[] { "", "a", "ab" })
        {
            var bytes = Encoding.UTF8.GetBytes(prefix + Email.Value + "\u0001");
            var encoded = Convert.ToBase64String(bytes);
            AssertFound(Email, $"base64, alignment {prefix.Length}", $"x.{encoded}");
            AssertFound(Email, $"base64, alignment {prefix.Length}", encoded.Replace('+', '-').Replace('/', '_').TrimEnd('='));
            AssertFound(Email, $"base64, alignment {prefix.Length}", Uri.EscapeDataString(encoded));
        }

        AssertFound(Email, "base64 of UTF-16, alignment 0", Convert.ToBase64String(Encoding.Unicode.GetBytes(Email.Value)));
        AssertFound(Email, "base64 of UTF-16 BE, alignment 0", Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(Email.Value)));
    }

    [Fact]
    public void Hex_and_UTF_16_are_found()
    {
        var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Email.Value));
        AssertFound(Email, "hex", $"id{hex}");
        AssertFound(Email, "hex, other case", $"id{hex.ToUpperInvariant()}");
        var body = Encoding.Unicode.GetBytes("{" + Email.Value);
        Assert.Contains(new LeakSearch(All).In(new WireRequest("POST", "/", [], body)), hit => hit.Planted == Email);
    }

    [Theory]
    [InlineData("SHA-256")]
    [InlineData("SHA-1")]
    [InlineData("MD5")]
    public void Plain_hashes_are_found_whatever_was_normalised_before(string algorithm)
    {
        AssertHashFound(Email, algorithm, Email.Value);
        AssertHashFound(Street, algorithm, "nelkenstraße 130d");
        AssertHashFound(Street, algorithm, "nelkenstraße130d");
        AssertHashFound(Phone, algorithm, "+493023125203");
        AssertHashFound(Phone, algorithm, "493023125203");
        AssertHashFound(Phone, algorithm, "03023125203");
        AssertHashFound(Iban, algorithm, "DE13370400440532026493");
        AssertHashFound(Zip, algorithm, "11454");
        AssertHashFound(City, algorithm, "jena");
    }

    [Fact]
    public void Short_values_count_only_as_whole_tokens()
    {
        AssertFound(Zip, "literal", "D-11454 Ort");
        AssertFound(City, "literal", "?ort=jena&x");
        Assert.Empty(new LeakSearch([Zip, City]).In("text", "1760011454000 in Jenaer Str., 114540, c=jenab"));
    }

    [Fact]
    public void A_clean_text_has_no_hit()
    {
        const string text = """
            {"e":"[email]","u":"https://example.org/a?q=1&id=G-TEST12345","t":1760000000000,
             "h":"5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9","b":"eyJhIjoxLCJiIjpbMiwzXX0"}
            """;
        Assert.Empty(new LeakSearch(All).In("text", text));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_canary_is_found_in_the_original_request(string sdk, string fileName)
    {
        var recording = Recording.Load(sdk, fileName);
        var hits = new LeakSearch(recording.Person).In(recording.ToRequest());

        // A gender's code is one letter: it can be compared at its place, not searched.
        Assert.All(recording.Canaries.Where(canary => canary.Form != "code"), canary =>
            Assert.Contains(hits, hit => hit.Planted.Category == canary.Category && (hit.Planted.Value == canary.Value || hit.Spelling == canary.Form) && hit.Where == canary.Where));
    }

    /// <summary>The search would prove nothing if it found everybody everywhere.</summary>
    [Theory]
    [MemberData(nameof(Recordings))]
    public void Nobody_else_is_found_in_a_request(string sdk, string fileName)
    {
        var recording = Recording.Load(sdk, fileName);
        var own = recording.Person.Values.Select(value => value.Value).ToHashSet(StringComparer.Ordinal);
        var others = Strangers(recording).SelectMany(person => person.Values).Where(value => !own.Contains(value.Value));

        Assert.Empty(new LeakSearch(others).In(recording.ToRequest()));
    }

    /// <summary>The people of the next three SDKs, without what people share: gender, year of birth, the address range, the beginning of the phone number.</summary>
    private static IEnumerable<PlantedPerson> Strangers(Recording recording)
    {
        var sdks = Everybody.Value.Select(person => person.Sdk).Distinct().ToList();
        var next = Enumerable.Range(1, 3).Select(step => sdks[(sdks.IndexOf(recording.Sdk) + step) % sdks.Count]);
        return Everybody.Value.Where(other => next.Contains(other.Sdk)).Select(other => other.Person with
        {
            Values = [.. other.Person.Values.Where(value => value.Category is not ("gender" or "ip" or "phone" or "birthday"))],
        });
    }

    private static void AssertFound(PlantedValue planted, string spelling, string text)
    {
        var hits = new LeakSearch(All).In("text", text);
        Assert.Contains(hits, hit => hit.Planted == planted && hit.Spelling.EndsWith(spelling, StringComparison.Ordinal));
        Assert.All(hits, hit => Assert.Equal(planted, hit.Planted));
    }

    private static void AssertHashFound(PlantedValue planted, string algorithm, string input)
    {
        var hash = Digests.Of(input).Single(digest => digest.Algorithm == algorithm).Hash;
        AssertFound(planted, $"{algorithm} hex", $"em={Convert.ToHexStringLower(hash)}");
        AssertFound(planted, $"{algorithm} base64", $"tv.1~em.{Convert.ToBase64String(hash).Replace('+', '-').Replace('/', '_').TrimEnd('=')}~x");
    }
}
