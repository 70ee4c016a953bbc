namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>A committed file that a test writes: compared on each run, written anew where <c>RGW_APPROVE=1</c>.</summary>
internal static class Approved
{
    public static void Check(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("RGW_APPROVE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", text);
    }
}
