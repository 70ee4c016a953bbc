using System.Text;
using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Surprises;

/// <summary>Where personal values turn up that nobody meant to send; numbers as in the corpus's list of surprises.</summary>
[Collection(VendorCollection.Name)]
public sealed class SurpriseContentTests(ShippedGateway shipped, BroadGateway broad)
{
    [Theory]
    [InlineData("posthog-js/02-gzip-e", 5)]
    [InlineData("matomo-js/01-get-matomo.php", 3)]
    [InlineData("rudderstack-browser/04-xhr-page", 6)]
    public async Task Surprise09_EveryCopyOfAnAddressIsScrubbed(string recording, int copies)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);
        var addresses = new LeakSearch(pair.Recording.Person.Values.Where(value => value.Category == "email"));

        Assert.InRange(addresses.In(pair.Sent).Select(hit => hit.Where).Distinct().Count(), copies, int.MaxValue);
        Assert.Empty(addresses.In(pair.Received));
        Assert.Contains(WireDecoder.Decode(pair.Received), value => value.Text == "https://shop.example.com/konto/:email");
    }

    [Theory]
    [InlineData("matomo-js/01-get-matomo.php", "target?action_name")]
    [InlineData("universal-analytics/01-default-collect", "body>form.dt")]
    [InlineData("segment-browser/03-standard-p", "body>json$.context.page.title")]
    [InlineData("amplitude-browser/02-fetch-httpapi", "body>json$.events[].event_properties.[Amplitude] Page Title")]
    [InlineData("umami-script/02-default-send", "body>json$.payload.title")]
    public async Task Surprise10_PageTitlesStay(string recording, string title)
    {
        var pair = await ReplayedPair.OfAsync(broad, recording);

        Assert.Contains(pair.SentPlaces[title], text => text.StartsWith("Danke", StringComparison.Ordinal));
        Assert.Empty(pair.At(title));
    }

    [Theory]
    [InlineData("universal-analytics/03-default-batch", "\n")]
    [InlineData("ga4-gtag/02-default-collect", "\r\n")]
    public async Task Surprise11_LinesOfFormsStayLines(string recording, string end)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);
        var sent = Encoding.UTF8.GetString(pair.Sent.Body).Split(end);

        Assert.InRange(sent.Length, 2, 20);
        Assert.Equal(sent.Length, pair.PlainBody.Split(end).Length);
        Assert.Empty(pair.Leaks);
    }

    [Theory]
    [InlineData("matomo-js", "GET", "/matomo.php?idsite=3&rec=1&uid=anna+x@example.org&url=https://shop.example.com/?q=anna+x@example.org", "")]
    [InlineData("mixpanel-browser", "POST", "/track/?ip=1", "data={\"event\":\"a\",\"properties\":{\"token\":\"mptoken123\",\"$current_url\":\"https://a.example/?q=anna+x@example.org\",\"$email\":\"anna+x@example.org\"}}")]
    [InlineData("universal-analytics", "POST", "/collect", "v=1&tid=UA-12345-1&cid=1.2&t=event&ec=a&ea=b&el=anna+x@example.org&dp=/a?q=anna+x@example.org")]
    public async Task Surprise13_PlusThatIsNoSpace(string sdk, string method, string target, string body)
    {
        var request = new WireRequest(method, target, [new("Host", "localhost"), new("Content-Type", "application/x-www-form-urlencoded")], Encoding.UTF8.GetBytes(body));
        var received = await shipped.SendAsync(sdk, request);

        Assert.NotNull(received);
        Assert.Empty(new LeakSearch([new PlantedValue("email", "anna+x@example.org", ["anna x@example.org", "x@example.org"])]).In(received));
    }

    [Theory]
    [InlineData("tiktok-api/01-default-track", "body>json$.data[].user.email", "body>json$.data[].user.phone")]
    [InlineData("meta-capi/01-default-events", "body>json$.data[].user_data.em[]", "body>json$.data[].user_data.ph[]")]
    public async Task Surprise14_HashesArePersonal(string recording, string allowed, string denied)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);

        Assert.NotEmpty(pair.SentPlaces[denied]);
        Assert.All(pair.SentPlaces[denied], text => Assert.Matches("^[0-9a-f]{64}$", text));
        Assert.Empty(pair.At(denied));
        Assert.Equal(pair.SentPlaces[allowed], pair.At(allowed));
    }

    [Theory]
    [InlineData("amplitude-browser/02-fetch-httpapi", "body>json$.events[].event_type")]
    [InlineData("segment-browser/24-batch-b", "body>json$.batch[].type")]
    [InlineData("rudderstack-browser/16-beacon-batch", "body>json$.batch[].type")]
    [InlineData("appinsights-web/02-default-track", "body>json$[].data.baseType")]
    [InlineData("datadog-rum/01-proxy-dd", "body>line[]>json$.type")]
    public async Task Surprise15_EveryKindInABatchIsDecidedOnItsOwn(string recording, string kind)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);

        Assert.InRange(pair.SentPlaces[kind].Distinct().Count(), 2, 100);
        Assert.Equal(pair.SentPlaces[kind], pair.At(kind));
        Assert.Empty(pair.Leaks);
    }

    [Theory]
    [InlineData("appinsights-web/02-default-track", "body>json$[].data.baseData.message")]
    [InlineData("bugsnag-js/04-default-notify", "body>json$.events[].exceptions[].message")]
    public async Task Surprise17_FreeTextLeavesWithPlaceholders(string recording, string text)
    {
        var pair = await ReplayedPair.OfAsync(broad, recording);
        var never = pair.Recording.Person.Values.Where(value => value.Category is "iban" or "credit_card");

        Assert.NotEmpty(pair.SentPlaces[text]);
        Assert.NotEmpty(pair.At(text));
        Assert.Empty(new LeakSearch(never).In(pair.Received));
        Assert.Empty((await ReplayedPair.OfAsync(shipped, recording)).At(text));
    }

    [Theory]
    [InlineData("posthog-js", "$el_text")]
    [InlineData("posthog-js", "$elements_chain")]
    [InlineData("datadog-rum", "action.target.name")]
    [InlineData("amplitude-browser", "[Amplitude] Element Text")]
    public async Task Surprise18_WhatAutocaptureReadsOffThePageStays(string sdk, string field)
    {
        var sent = 0;
        foreach (var recording in VendorSdk.Of(sdk).Recordings)
        {
            sent += WireDecoder.Decode(recording.ToRequest()).Count(value => value.Where.EndsWith(field, StringComparison.Ordinal));
            var received = await shipped.ReceivedAsync(recording);
            Assert.DoesNotContain(received is null ? [] : WireDecoder.Decode(received), value => value.Where.EndsWith(field, StringComparison.Ordinal));
        }

        Assert.InRange(sent, 1, int.MaxValue);
    }

    [Theory]
    [InlineData("clevertap-web/03-default-a", "target?d>lzstring>json$.profile.Phone", "^49[0-9]+$")]
    [InlineData("countly-web/06-default-i", "body>form.user_details>json$.byear", "^[0-9]{4}$")]
    [InlineData("countly-web/06-default-i", "body>form.user_details>json$.gender", "^F$")]
    [InlineData("braze-web/03-default-data", "body>json$.attributes[].dob", "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$")]
    public async Task Surprise19_NumbersInOtherShapes(string recording, string place, string shape)
    {
        var kept = await ReplayedPair.OfAsync(broad, recording);

        Assert.Matches(shape, Assert.Single(kept.SentPlaces[place].Distinct()));
        Assert.Equal(kept.SentPlaces[place], kept.At(place));
        Assert.Empty((await ReplayedPair.OfAsync(shipped, recording)).At(place));
    }
}
