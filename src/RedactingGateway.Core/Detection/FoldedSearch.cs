using System.Buffers;

namespace RedactingGateway.Core.Detection;

/// <summary>Searches a text in its plain spelling (<see cref="TextFolding"/>) and reports the finds where they stand in the text as it is.</summary>
internal static class FoldedSearch
{
    /// <summary>Adds what is found to the hits of the text as it is; both are searched, because what vanishes may also have separated.</summary>
    public static void Run(ReadOnlySpan<byte> text, ref HitBuffer hits)
    {
        byte[] folded = ArrayPool<byte>.Shared.Rent(text.Length + 1);
        int[] offsets = ArrayPool<int>.Shared.Rent(text.Length + 1);
        try
        {
            hits.Spend(text.Length);
            int length = TextFolding.Fold(text, folded, offsets);
            hits.BeginSpelling();
            int first = hits.Count;
            CandidateSearch.Run(folded.AsSpan(0, length), ref hits);
            hits.Map(first, offsets);
        }
        finally
        {
            // It held personal data.
            folded.AsSpan(0, text.Length).Clear();
            ArrayPool<byte>.Shared.Return(folded);
            ArrayPool<int>.Shared.Return(offsets);
        }
    }
}
