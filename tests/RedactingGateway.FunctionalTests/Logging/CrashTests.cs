using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Logging;
using RedactingGateway.Pipeline;

namespace RedactingGateway.FunctionalTests.Logging;

public sealed class CrashTests
{
    private const string Canary = "canary-anna";

    [Fact]
    public async Task ErrorBarrier_AnswersWithoutContentAndLogsTypeAndStack()
    {
        using var logs = new LogSink();
        using var inner = new Microsoft.Extensions.Logging.LoggerFactory([logs]);
        using var loggers = new ValueFreeLoggerFactory(inner);
        var barrier = new ErrorBarrier(
            _ => throw new InvalidOperationException(Canary), Microsoft.Extensions.Logging.LoggerFactoryExtensions.CreateLogger<ErrorBarrier>(loggers));
        var context = new DefaultHttpContext { Request = { Path = "/" + Canary } };
        context.Response.Headers["X-Left"] = Canary;

        await barrier.InvokeAsync(context);

        Assert.Equal(500, context.Response.StatusCode);
        Assert.Empty(context.Response.Headers);
        Assert.Contains("System.InvalidOperationException", logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CrashInDevelopment_ShowsNoExceptionPage()
    {
        using var policy = new TestPolicy();
        await using var app = Hosting.TestHost.Build(policy, environment: "Development");
        app.MapGet("/crash", string () => throw new InvalidOperationException(Canary));
        var addresses = await RedactingGateway.Hosting.GatewayHost.StartAsync(app);
        using var client = await RawClient.ConnectAsync(addresses.Gateway[0]);

        await client.WriteAsync(GatewayHarness.Message("GET /crash HTTP/1.1\nHost: unknown.example\nAccept: text/html", body: null));
        var answer = await client.ReadAsync();

        Assert.Equal(500, answer.Status);
        Assert.Empty(answer.Body);
    }
}
