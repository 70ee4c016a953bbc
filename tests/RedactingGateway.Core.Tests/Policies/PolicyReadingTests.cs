using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>What stood in a policy's files at two times is the same, or it is not.</summary>
public sealed class PolicyReadingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rgw-reading-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void SameTexts_AreTheSame_WheneverTheyWereWritten()
    {
        Write("gateway.yaml", "version: 1\ninclude: [part.yaml]\n");
        Write("part.yaml", "never: []\n");
        var first = Read();

        Write("part.yaml", "never: []\n");
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, "part.yaml"), DateTime.UnixEpoch);
        Write("tests/own.yaml", "a test is no part of the policy");

        Assert.True(Read().IsSameAs(first));
        Assert.Equal(first.Revision, Read().Revision);
    }

    [Theory]
    [InlineData("gateway.yaml", "version: 1\n")]
    [InlineData("part.yaml", "never: [user.financial]\n")]
    [InlineData("protocols/own.yaml", "protocol: own\n")]
    [InlineData("presets/own.yaml", "preset: own\n")]
    [InlineData("taxonomy/own.yaml", "categories: {}\n")]
    [InlineData("notices/en.yaml", "title: x\n")]
    public void ChangeOfAnyFile_IsSeen(string file, string text)
    {
        Write("gateway.yaml", "version: 1\ninclude: [part.yaml]\n");
        Write("part.yaml", "never: []\n");
        var first = Read();

        Write(file, text);

        Assert.False(Read().IsSameAs(first));
        Assert.NotEqual(first.Revision, Read().Revision);
    }

    [Fact]
    public void FileThatCannotBeRead_IsNotTheSame_AndItsDiagnosticIsKept()
    {
        Write("gateway.yaml", "version: 1\n");
        var first = Read();
        Assert.True(first.IsComplete);

        File.WriteAllBytes(Path.Combine(_folder.CreateSubdirectory("protocols").FullName, "own.yaml"), [0xff]);
        var second = Read();

        Assert.False(second.IsComplete);
        Assert.False(second.IsSameAs(first));
        Assert.Contains(second.Compile().Diagnostics, d => d.Id == DiagnosticIds.NotUtf8.Id);
    }

    private PolicyReading Read() => PolicyReading.Of(_folder.FullName);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
