using System.Buffers;
using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;

namespace RedactingGateway.Assets;

/// <summary>A vendor's static file as it is served, or why it is not.</summary>
/// <param name="Outcome">What came of fetching it.</param>
/// <param name="FreshUntil">From then on the vendor is asked again.</param>
/// <param name="MediaType">Content type, as the vendor spells it.</param>
/// <param name="LastModified">The vendor's <c>Last-Modified</c>, or empty.</param>
/// <param name="Tag">Entity tag: of these bytes, not of the vendor's, which may have been replaced in.</param>
/// <param name="Body">The bytes, gzip-compressed.</param>
[ImmutableObject(true)]
internal sealed record AssetFile(AssetOutcome Outcome, DateTimeOffset FreshUntil, string MediaType, string LastModified, string Tag, byte[] Body)
{
    /// <summary>A file that is not served.</summary>
    public static AssetFile Failed(AssetOutcome outcome, DateTimeOffset freshUntil) => new(outcome, freshUntil, "", "", "", []);
}

/// <summary>How the cache keeps a file in Redis.</summary>
internal sealed class AssetFileSerializer : IHybridCacheSerializer<AssetFile>
{
    public AssetFile Deserialize(ReadOnlySequence<byte> source)
    {
        using var reader = new BinaryReader(new MemoryStream(source.ToArray()), Encoding.UTF8);
        return new(
            (AssetOutcome)reader.ReadByte(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), reader.ReadString(), reader.ReadString(), reader.ReadString(),
            reader.ReadBytes(reader.ReadInt32()));
    }

    public void Serialize(AssetFile value, IBufferWriter<byte> target)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write((byte)value.Outcome);
            writer.Write(value.FreshUntil.UtcTicks);
            writer.Write(value.MediaType);
            writer.Write(value.LastModified);
            writer.Write(value.Tag);
            writer.Write(value.Body.Length);
            writer.Write(value.Body);
        }

        target.Write(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
