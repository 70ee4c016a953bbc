using Microsoft.Extensions.Configuration;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Options;

namespace RedactingGateway.FunctionalTests.Reload;

public sealed class SettingsInUseTests
{
    [Fact]
    public async Task Changed_NamesWhatTheFilesSayNow()
    {
        using var folder = new TestPolicy();
        var file = Path.Combine(folder.Directory, "appsettings.json");
        await File.WriteAllTextAsync(file, """{ "Gateway": { "Urls": "http://*:1", "Redis": "old" }, "Other": { "Name": "a" } }""", TestContext.Current.CancellationToken);
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(file, optional: true);
        var settings = new SettingsInUse(configuration);
        Assert.Empty(settings.Changed());

        await File.WriteAllTextAsync(
            file, """{ "Gateway": { "Urls": "http://*:2" }, "Kestrel": { "Limits": { "MaxConcurrentConnections": 5 } }, "Other": { "Name": "b" } }""", TestContext.Current.CancellationToken);
        Assert.Equal(["Gateway:Redis", "Gateway:Urls", "Kestrel:Limits:MaxConcurrentConnections"], settings.Changed());

        await File.WriteAllTextAsync(file, "{ half", TestContext.Current.CancellationToken);
        Assert.Empty(settings.Changed());
    }
}
