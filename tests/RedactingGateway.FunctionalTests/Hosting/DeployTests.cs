using System.Globalization;
using RedactingGateway.Core.Policies;
using RedactingGateway.FunctionalTests.Architecture;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Options;
using YamlDotNet.RepresentationModel;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>The files of <c>config/deploy</c> fit the program: paths, ports, settings, times.</summary>
public sealed class DeployTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "config", "deploy");

    [Theory]
    [InlineData("alone.yaml", "StatefulSet")]
    [InlineData("nodes.yaml", "Deployment")]
    public async Task Kubernetes_ProbesPortsSettingsAndTimes_AreTheProgrammes(string file, string kind)
    {
        var workload = Documents(file).Single(d => Text(d, "kind") == kind);
        var pod = At(workload, "spec", "template", "spec");
        var container = Items(At(pod, "containers")).Single();
        var ports = Items(At(container, "ports")).ToDictionary(p => Text(p, "name"), p => Text(p, "containerPort"), StringComparer.Ordinal);
        var defaults = new GatewayOptions();

        Assert.Equal(new Uri(defaults.Urls.Replace("*", "localhost", StringComparison.Ordinal)).Port.ToString(CultureInfo.InvariantCulture), ports["http"]);
        Assert.Equal(new Uri(defaults.AdminUrl).Port.ToString(CultureInfo.InvariantCulture), ports["admin"]);
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = new HttpClient();
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
        {
            var get = At(container, probe, "httpGet");
            Assert.Equal("admin", Text(get, "port"));
            using var answer = await client.GetAsync(new Uri(gateway.Admin, Text(get, "path")), TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, probe);
        }

        var grace = TimeSpan.FromSeconds(int.Parse(Text(pod, "terminationGracePeriodSeconds"), CultureInfo.InvariantCulture));
        Assert.True(grace > defaults.DrainDelay + defaults.DrainTimeout);

        // Readiness is seen before the delay is over.
        var period = TimeSpan.FromSeconds(int.Parse(Text(At(container, "readinessProbe"), "periodSeconds"), CultureInfo.InvariantCulture));
        Assert.True(period * int.Parse(Text(At(container, "readinessProbe"), "failureThreshold"), CultureInfo.InvariantCulture) < defaults.DrainDelay);
        AssertSettings(Items(At(container, "env")).Select(e => Text(e, "name")));
        Assert.Equal("true", Text(At(container, "securityContext"), "readOnlyRootFilesystem"));
        Assert.Equal("true", Text(At(pod, "securityContext"), "runAsNonRoot"));
        Assert.Contains(Items(At(container, "volumeMounts")), m => Text(m, "mountPath") == "/state");
    }

    [Fact]
    public void Kubernetes_NetworkPolicyServiceAndBudget_NameTheSamePodsAndPorts()
    {
        foreach (var document in Documents("alone.yaml").Concat(Documents("nodes.yaml")).Concat(Documents("network.yaml")))
        {
            var selected = Text(document, "kind") switch
            {
                "Service" => At(document, "spec", "selector"),
                "NetworkPolicy" => At(document, "spec", "podSelector", "matchLabels"),
                _ => At(document, "spec", "selector", "matchLabels"),
            };
            Assert.Equal("redacting-gateway", Text(selected, "app"));
        }

        var policy = Documents("network.yaml").Single();
        Assert.Equal(["8080", "8081"], Items(At(policy, "spec", "ingress")).SelectMany(i => Items(At(i, "ports"))).Select(p => Text(p, "port")));
        Assert.Contains("PodDisruptionBudget", Documents("nodes.yaml").Select(d => Text(d, "kind")));
    }

    [Fact]
    public void SystemdUnit_NamesSettingsThatExist_AndWaitsLongerThanTheDrain()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "systemd", "redacting-gateway.service"));
        string Value(string key) => lines.Single(l => l.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];

        AssertSettings(lines.Where(static l => l.StartsWith("Environment=", StringComparison.Ordinal)).Select(static l => l.Split('=')[1]));
        var defaults = new GatewayOptions();
        Assert.True(TimeSpan.FromSeconds(int.Parse(Value("TimeoutStopSec"), CultureInfo.InvariantCulture)) > defaults.DrainDelay + defaults.DrainTimeout);
        Assert.Equal("SIGTERM", Value("KillSignal"));
        Assert.Equal("3", Value("RestartPreventExitStatus"));
        Assert.Equal(RedactingGateway.Hosting.ExitCodes.PolicyHasErrors, 3);
        foreach (var credential in lines.Where(static l => l.StartsWith("LoadCredential=", StringComparison.Ordinal)).Select(static l => l.Split('=')[1].Split(':')[0]))
        {
            Assert.Contains(lines, l => l.EndsWith($"=%d/{credential}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void PolicyOfTheOtherHost_IsFine()
    {
        using var copy = new TestPolicy(File.ReadAllText(Path.Combine(Folder, "other-host", "gateway.yaml")));
        var loaded = PolicyLoader.Load(copy.Directory, static _ => null);

        Assert.NotNull(loaded.Snapshot);
        Assert.DoesNotContain(loaded.Diagnostics, static d => d.Severity != Core.Diagnostics.Severity.Info);
    }

    private static void AssertSettings(IEnumerable<string> names) => Assert.All(
        names.Where(static n => n.StartsWith("Gateway__", StringComparison.Ordinal)), static n => Assert.NotNull(typeof(GatewayOptions).GetProperty(n["Gateway__".Length..])));

    private static List<YamlMappingNode> Documents(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, "kubernetes", file));
        stream.Load(reader);
        return [.. stream.Documents.Select(static d => (YamlMappingNode)d.RootNode)];
    }

    private static YamlNode At(YamlNode node, params string[] keys) => keys.Aggregate(node, static (n, key) => n[key]);

    private static IEnumerable<YamlNode> Items(YamlNode node) => (YamlSequenceNode)node;

    private static string Text(YamlNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
