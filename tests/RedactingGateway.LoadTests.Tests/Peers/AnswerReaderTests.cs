using System.Text;
using RedactingGateway.Benchmarks.Peers.Load;

namespace RedactingGateway.LoadTests.Tests.Peers;

public sealed class AnswerReaderTests
{
    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\nServer: nginx\r\n\r\n", 204)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"a\":\"\r\n\r\n\"}", 200)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n", 200)]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", 502)]
    public void Take_ByteByByte_EndsWithTheLast(string answer, int status)
    {
        var reader = new AnswerReader();
        var bytes = Encoding.ASCII.GetBytes(answer);

        // Twice: the second answer of a connection finds nothing of the first.
        for (var i = 0; i < bytes.Length * 2; i++)
        {
            reader.Free.Span[0] = bytes[i % bytes.Length];
            Assert.Equal(i % bytes.Length == bytes.Length - 1 ? status : null, reader.Take(1));
        }
    }

    [Fact]
    public void Take_TwoAnswersForOneRequest_Throws()
    {
        var reader = new AnswerReader();
        var bytes = "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"u8;
        bytes.CopyTo(reader.Free.Span);

        Assert.Throws<InvalidDataException>(() => reader.Take(54));
    }
}
