using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals.Google;
using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Signals;

/// <summary>Takes signals and subjects out of the values of one request, as they are walked.</summary>
/// <param name="subjects">Makes keys of subjects; null: nobody asks for them.</param>
internal sealed class SignalCollector(SubjectKeys? subjects) : ValueCollector
{
    // 64 bytes: consent platforms name their categories C0004 or "advertising"; longer texts are none.
    private const int MaxCategoryBytes = 64;

    private readonly List<string> _gpp = [];
    private readonly List<string> _gppSections = [];
    private readonly List<string> _tcf = [];
    private bool? _gdprApplies;
    private string _name = "";

    public PayloadSignals Signals { get; } = new();

    /// <inheritdoc/>
    public override void Name(ReadOnlySpan<byte> free) => _name = free.Length <= MaxCategoryBytes ? Encoding.UTF8.GetString(free) : "";

    /// <inheritdoc/>
    public override void Take(CompiledField field, ReadOnlySpan<byte> value, PooledBuffer scratch)
    {
        if (value.IsEmpty)
        {
            return;
        }

        if (field.Subject && subjects is not null && Signals.TakesSubjects)
        {
            subjects.Add(SubjectKeys.KindOf(field.Category), value, scratch, Signals.Subjects);
        }

        if (field.Signal != SignalKind.None)
        {
            Take(field.Signal, Encoding.UTF8.GetString(value));
        }
    }

    /// <summary>What was found, decoded.</summary>
    public PayloadSignals Finish()
    {
        // A string that its own sender says does not apply neither refuses nor grants.
        foreach (var text in _gdprApplies == false ? [] : _tcf)
        {
            if (TcString.TryRead(text, out var tcf))
            {
                Signals.Tcf.Add(tcf);
            }
            else
            {
                Signals.Undecodable++;
            }
        }

        foreach (var text in _gpp)
        {
            if (GppString.TryRead(text, _gppSections.Count == 0 ? "" : string.Join(',', _gppSections), out var gpp))
            {
                Signals.Gpp.Add(gpp);
            }
            else
            {
                Signals.Undecodable++;
            }
        }

        return Signals;
    }

    private void Take(SignalKind kind, string value)
    {
        switch (kind)
        {
            case SignalKind.Tcf:
                _tcf.Add(value);
                break;
            case SignalKind.GdprApplies:
                // Of two that differ, the one by which the string applies counts.
                _gdprApplies = _gdprApplies == true || value is not ("0" or "false");
                break;
            case SignalKind.Gpp:
                _gpp.Add(value);
                break;
            case SignalKind.GppSections:
                _gppSections.Add(value);
                break;
            case SignalKind.Gcs:
                TakeGoogle(gcs: value, gcd: "");
                break;
            case SignalKind.Gcd:
                TakeGoogle(gcs: "", gcd: value);
                break;
            case SignalKind.NonPersonalised:
                Signals.RefusesPersonalisation |= IsYes(value);
                break;
            case SignalKind.Personalisation:
                Signals.RefusesPersonalisation |= Answer(value) == ConsentState.Denied;
                break;
            case SignalKind.Advertising:
                Signals.AddAdvertising(Answer(value));
                break;
            case SignalKind.Analytics:
                Signals.AddAnalytics(Answer(value));
                break;
            case SignalKind.OptOut:
                Signals.OptsOut |= IsYes(value);
                break;
            case SignalKind.Category when _name.Length > 0 && (IsYes(value) || IsNo(value)):
                Signals.AddCategory(_name, IsYes(value));
                break;
            case SignalKind.AcceptedCategory or SignalKind.RefusedCategory when value.Length <= MaxCategoryBytes:
                Signals.AddCategory(value, kind == SignalKind.AcceptedCategory);
                break;
            default:
                Signals.Undecodable++;
                break;
        }
    }

    // Advertising is refused where any of its parts is: storage, or user data.
    private void TakeGoogle(string gcs, string gcd)
    {
        if (!GoogleConsent.TryRead(gcs, gcd, npa: "", out var consent))
        {
            Signals.Undecodable++;
            return;
        }

        Signals.AddAdvertising(consent.AdStorage);
        Signals.AddAdvertising(consent.AdUserData);
        Signals.RefusesPersonalisation |= consent.AdPersonalization == ConsentState.Denied;
        Signals.AddAnalytics(consent.AnalyticsStorage);
    }

    private ConsentState Answer(string value)
    {
        if (IsNo(value))
        {
            return ConsentState.Denied;
        }

        if (IsYes(value))
        {
            return ConsentState.Granted;
        }

        Signals.Undecodable++;
        return ConsentState.Unset;
    }

    private static bool IsYes(string value) => value.ToUpperInvariant() is "1" or "TRUE" or "YES" or "Y" or "G" or "GRANTED" or "IN";

    private static bool IsNo(string value) => value.ToUpperInvariant() is "0" or "FALSE" or "NO" or "N" or "D" or "DENIED" or "OUT";
}
