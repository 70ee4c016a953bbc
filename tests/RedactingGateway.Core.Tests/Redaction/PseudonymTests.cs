using System.Text;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction;

public sealed class PseudonymTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly EpochSalts _salts = EpochSalts.InMemory();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("d10.d10", "^[1-9][0-9]{9}\\.[1-9][0-9]{9}$")]
    [InlineData("x32", "^[0-9a-f]{32}$")]
    [InlineData("uuid4", "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    [InlineData("fb.1.d13.d10", "^fb\\.1\\.[1-9][0-9]{12}\\.[1-9][0-9]{9}$")]
    public void Fill_EachShape_FitsItself(string text, string pattern)
    {
        var shape = PseudonymShape.Parse(text);
        Span<byte> value = new byte[shape.Length];
        shape.Fill(Enumerable.Range(7, 32).Select(i => (byte)(i * 37)).ToArray(), value);
        Assert.Matches(pattern, Encoding.ASCII.GetString(value));
        Assert.True(shape.Fits(value));
        Assert.False(shape.Fits("x"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fb.1.")]
    [InlineData("x96")]
    [InlineData("d0")]
    [InlineData("ü.d10")]
    public void TryParse_NoShape_IsRefused(string text) => Assert.False(PseudonymShape.TryParse(text, out _));

    [Fact]
    public void Apply_OtherDomainCategoryOrSecret_CannotBeJoined()
    {
        var values = new HashSet<string>(StringComparer.Ordinal)
        {
            Apply(new PseudonymizeTreatment("google", "user.unique_id", 30, PseudonymShape.Hex32), Keys(0)),
            Apply(new PseudonymizeTreatment("meta", "user.unique_id", 30, PseudonymShape.Hex32), Keys(0)),
            Apply(new PseudonymizeTreatment("google", "user.contact.email", 30, PseudonymShape.Hex32), Keys(0)),
            Apply(new PseudonymizeTreatment("google", "user.unique_id", 30, PseudonymShape.Hex32), Keys(1)),
        };
        Assert.Equal(4, values.Count);
    }

    [Fact]
    public void Apply_EpochEndsAtMidnightOfTheSite_NewValue()
    {
        var treatment = new PseudonymizeTreatment("google", "user.unique_id", 1, PseudonymShape.Hex32);
        var keys = Keys(0);
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 22, 59, 59, TimeSpan.Zero));
        var before = Apply(treatment, keys);
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
        var after = Apply(treatment, keys);
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 22, 59, 59, TimeSpan.Zero));
        Assert.NotEqual(before, after);
        Assert.Equal(after, Apply(treatment, keys));
    }

    [Fact]
    public void Apply_OtherSaltOfTheSameEpoch_CannotBeJoined()
    {
        var treatment = new PseudonymizeTreatment("google", "user.unique_id", 30, PseudonymShape.Hex32);
        var epoch = new EpochCalendar(Berlin).At(30, _time.GetUtcNow());
        var salts = new EpochSalts();
        var keys = new PseudonymKeys(new byte[32], _time, Berlin, salts);

        salts.Put(epoch, Enumerable.Repeat((byte)1, EpochSalts.Length).ToArray());
        var first = Apply(treatment, keys);
        salts.Put(epoch, Enumerable.Repeat((byte)2, EpochSalts.Length).ToArray());
        var second = Apply(treatment, keys);

        Assert.NotEqual(first, second);
        salts.Put(epoch, Enumerable.Repeat((byte)1, EpochSalts.Length).ToArray());
        Assert.Equal(first, Apply(treatment, keys));
    }

    [Fact]
    public void Apply_SaltDestroyed_NoPseudonymAtAll()
    {
        var treatment = new PseudonymizeTreatment("google", "user.unique_id", 30, PseudonymShape.Hex32);
        var epoch = new EpochCalendar(Berlin).At(30, _time.GetUtcNow());
        var salts = new EpochSalts();
        var keys = new PseudonymKeys(new byte[32], _time, Berlin, salts);
        salts.Put(epoch, new byte[EpochSalts.Length]);
        Assert.Equal(32, Apply(treatment, keys).Length);

        // Also the key that was derived while the salt was there is void.
        salts.Destroy(epoch);

        Assert.Empty(Apply(treatment, keys, TreatmentOutcome.NoKey));
        Assert.False(salts.Contains(epoch));
    }

    [Fact]
    public void Epochs_AcrossDaylightSaving_FollowEachOther()
    {
        var calendar = new EpochCalendar(Berlin);
        for (var day = 0; day < 400; day++)
        {
            var epoch = calendar.At(1, _time.GetUtcNow().AddDays(day));
            Assert.Equal(calendar.Ends(epoch), calendar.Starts(epoch.Next));
            Assert.Equal(epoch, calendar.At(1, calendar.Starts(epoch)));
            Assert.Equal(epoch, calendar.At(1, calendar.Ends(epoch).AddTicks(-1)));
        }
    }

    private PseudonymKeys Keys(byte first)
    {
        var secret = new byte[32];
        secret[0] = first;
        return new PseudonymKeys(secret, _time, Berlin, _salts);
    }

    private static string Apply(PseudonymizeTreatment treatment, PseudonymKeys keys, TreatmentOutcome expected = TreatmentOutcome.Changed)
    {
        using var output = new PooledBuffer();
        using var net = new ContentNetPass();
        Assert.Equal(expected, treatment.Apply("555.777"u8, new TreatmentContext { Keys = keys, Net = net }, output));
        return Encoding.ASCII.GetString(output.Written);
    }
}
