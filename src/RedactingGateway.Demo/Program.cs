using RedactingGateway.Demo;

return await DemoProgram.RunAsync(args);
