using RedactingGateway.Hosting;

return await GatewayHost.RunAsync(args);
