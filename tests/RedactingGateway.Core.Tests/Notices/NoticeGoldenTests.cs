using RedactingGateway.Core.Notices.Assets;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Tests.Policies;

namespace RedactingGateway.Core.Tests.Notices;

/// <summary>What is put into pages, word for word, below <c>tests/corpora/notices</c>; <c>RGW_APPROVE=1 dotnet test …</c> writes it anew.</summary>
public sealed class NoticeGoldenTests
{
    private const string Html = "<!doctype html><html><head><title>t</title></head><body><div data-offer data-segment=mill aria-label=\"Mill\">o</div></body></html>";

    private static readonly string Folder = Path.Combine(PolicyCorpus.RepositoryRoot, "tests", "corpora", "notices");

    [Theory]
    [InlineData("new", "en")]
    [InlineData("new", "de")]
    [InlineData("anyway", "en")]
    [InlineData("anyway", "de")]
    [InlineData("accepted", "en")]
    [InlineData("accepted", "de")]
    [InlineData("refused", "en")]
    [InlineData("refused", "de")]
    [InlineData("gpc", "en")]
    [InlineData("gpc", "de")]
    public void Page_IsAsApproved(string visitor, string language)
    {
        var page = new NoticePage
        {
            Notices = NoticePage.Offer,
            Language = language,
            RunsAnyway = visitor == "anyway",
            Saved = visitor == "refused" ? "refused" : null,
            Signals = visitor switch
            {
                "refused" => new VisitorSignals { Choice = StoredChoice.Refused with { Time = NoticePage.Now } },
                "gpc" => new VisitorSignals { Browser = BrowserSignals.GlobalPrivacyControl },
                _ => VisitorSignals.None,
            },
        };

        // The names of the files have their content in them; their tests are elsewhere.
        var output = (visitor == "accepted" ? page.AfterYes() : page).Rewrite(Html).Output;
        foreach (var asset in new[] { NoticeAsset.Style, NoticeAsset.Script })
        {
            output = output.Replace(asset.Name, "NAME", StringComparison.Ordinal).Replace(asset.Integrity, "INTEGRITY", StringComparison.Ordinal);
        }

        var path = Path.Combine(Folder, $"{visitor}.{language}.html");
        if (Environment.GetEnvironmentVariable("RGW_APPROVE") == "1")
        {
            File.WriteAllText(path, output);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", output);
    }
}
