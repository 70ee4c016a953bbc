using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Hosting;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>Builds gateways that a test starts, or that refuse to be built.</summary>
internal static class TestHost
{
    public static WebApplication Build(TestPolicy policy, string environment = "Production", byte[]? secret = null, params string[] arguments) =>
        GatewayHost.Build(new GatewayHostOptions
        {
            EnvironmentName = environment,
            ConfigDirectory = policy.Directory,
            Urls = "http://127.0.0.1:0",
            AdminUrl = "http://127.0.0.1:0",
            StateDirectory = Path.Combine(policy.Directory, "state"),
            RootSecret = secret,
            Arguments = arguments,
            PolicyEnvironment = static _ => "http://127.0.0.1:9",
            Logging = static logging => logging.ClearProviders(),
        });
}
