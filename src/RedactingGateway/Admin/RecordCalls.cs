using RedactingGateway.Privacy;
using RedactingGateway.State;

namespace RedactingGateway.Admin;

/// <summary>Consent records by their id, for the operator.</summary>
internal sealed class RecordCalls(ConsentRecords records)
{
    private const string NoRecord = "There is no record of this id.";

    /// <summary><c>GET /records/{id}</c>.</summary>
    public async Task ShowAsync(HttpContext context, string id)
    {
        var record = Guid.TryParse(id, out var known) ? await RecordDocument.ReadAsync(records, known, context.RequestAborted) : null;
        await (record is null
            ? AdminApi.RefuseAsync(context, StatusCodes.Status404NotFound, NoRecord)
            : AdminApi.WriteAsync(context, StatusCodes.Status200OK, record, PrivacyJson.Default.RecordDocument));
    }

    /// <summary><c>DELETE /records/{id}</c>.</summary>
    public async Task EraseAsync(HttpContext context, string id)
    {
        var erased = Guid.TryParse(id, out var known) ? await records.EraseAsync(known, context.RequestAborted) : null;
        await (erased is { } acknowledgement ? AdminApi.AcknowledgeAsync(context, acknowledgement) : AdminApi.RefuseAsync(context, StatusCodes.Status404NotFound, NoRecord));
    }
}
