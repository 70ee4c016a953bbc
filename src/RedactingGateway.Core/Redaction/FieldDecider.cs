using System.Text.Unicode;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Urls;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Redaction;

/// <summary>What becomes of one value in its place.</summary>
internal enum ValueVerdict
{
    /// <summary>Its original bytes are copied.</summary>
    Keep,

    /// <summary>The replacement is written, encoded as the place asks for.</summary>
    Replace,

    /// <summary>It is left out.</summary>
    Drop,
}

/// <summary>Decides one value: plan, shape, treatment, content net, in this order.</summary>
internal static class FieldDecider
{
    // The shortest IPv4 address has seven bytes, the shortest find of any other kind is not much longer.
    private const int MinFindBytes = 7;

    private const string Behavior = "user.behavior";

    /// <summary>Decides a value.</summary>
    /// <param name="session">The request.</param>
    /// <param name="state">What the protocol says of it; null: unknown.</param>
    /// <param name="value">Decoded bytes; empty for an empty string.</param>
    /// <param name="isNull">Whether it is JSON's <c>null</c>.</param>
    /// <param name="replacement">Empty; takes the new value.</param>
    /// <param name="isUtf8">Whether that was checked already, with the document that the value stands in.</param>
    public static ValueVerdict Decide(
        RedactionSession session, FieldState? state, ReadOnlySpan<byte> value, bool isNull, PooledBuffer replacement, bool isUtf8 = false)
    {
        session.CountField();
        session.ResetFound();
        session.WritesNumber = false;
        var field = state?.Field;
        if (session.Collector is { } collector)
        {
            return Collect(session, collector, state, value, isNull, replacement);
        }

        session.Treatments.Rounding.See(field?.Category, value);
        if (field is null || session.LimitExceeded)
        {
            var reason = session.LimitExceeded ? WithheldReason.Limit : state is null ? WithheldReason.UnknownField : WithheldReason.Shape;
            session.Record(field, FieldOutcome.Dropped, reason, rule: null, value, after: default);
            return ValueVerdict.Drop;
        }

        if (!field.As.IsEmpty)
        {
            return DecideLayers(session, state!, field, value, isNull, replacement);
        }

        if (field.Plan.For(field.Structural ? session.StructuralGrant : session.Grant) is not { } rule)
        {
            return Deny(session, field, session.DenialOf(field), rule: null, value, isNull, replacement);
        }

        // What was looked at, searched for or bought there says it by itself, whoever may know it elsewhere.
        if (session.IsSensitive && field.Category is { } category && DataTaxonomy.Covers(Behavior, category))
        {
            return Deny(session, field, WithheldReason.Sensitive, rule: null, value, isNull, replacement);
        }

        if (isNull || value.IsEmpty)
        {
            session.Record(field, FieldOutcome.Kept, WithheldReason.None, rule, value, value);
            return ValueVerdict.Keep;
        }

        if (!isUtf8 && !Utf8.IsValid(value))
        {
            return Deny(session, field, WithheldReason.Undecodable, rule, value, isNull, replacement);
        }

        // A word that the vendor's documentation gives another meaning ("$remote": look at the connection) is no address.
        if (field is { Type: FieldType.Ip, Space: { } words } && words.Contains(value))
        {
            session.Record(field, FieldOutcome.Kept, WithheldReason.None, rule, value, value);
            return ValueVerdict.Keep;
        }

        if (!ValueShapes.Fits(field, value))
        {
            return Deny(session, field, WithheldReason.Shape, rule, value, isNull, replacement);
        }

        switch (Treat(session, field, rule, value, replacement))
        {
            case TreatmentOutcome.Unchanged:
                session.Record(field, FieldOutcome.Kept, WithheldReason.None, rule, value, value);
                return ValueVerdict.Keep;
            case TreatmentOutcome.Changed:
                session.WritesNumber = rule.Treatment.WritesNumber;
                session.Record(field, FieldOutcome.Treated, WithheldReason.None, rule, value, replacement.Written);
                return ValueVerdict.Replace;
            case TreatmentOutcome.Detected:
                return Deny(session, field, WithheldReason.Detected, rule, value, isNull, replacement);
            case TreatmentOutcome.NoKey:
                return Deny(session, field, WithheldReason.NoKey, rule, value, isNull, replacement);
            default:
                return Deny(session, field, WithheldReason.Shape, rule, value, isNull, replacement);
        }
    }

    // Nothing leaves of what is only read; what is written here is thrown away.
    private static ValueVerdict Collect(
        RedactionSession session, ValueCollector collector, FieldState? state, ReadOnlySpan<byte> value, bool isNull, PooledBuffer replacement)
    {
        if (state?.Field is not { } field || session.LimitExceeded || isNull)
        {
            return ValueVerdict.Drop;
        }

        if (!field.As.IsEmpty)
        {
            return DecideLayers(session, state, field, value, isNull, replacement);
        }

        collector.Take(field, value, replacement);
        replacement.Clear();
        return ValueVerdict.Drop;
    }

    private static TreatmentOutcome Treat(
        RedactionSession session, CompiledField field, FieldRule rule, ReadOnlySpan<byte> value, PooledBuffer replacement)
    {
        if (!rule.Treatment.Keeps)
        {
            return rule.Treatment.Apply(value, session.Treatments, replacement);
        }

        if (!field.PassesNet)
        {
            // No text, but long enough for a card or account number: nothing is cut out of an id, it goes as a whole. That an
            // address holds an address is no find.
            return value.Length >= MinFindBytes && field.Type != FieldType.Ip && Holds(session, field, value) ? TreatmentOutcome.Detected : TreatmentOutcome.Unchanged;
        }

        if (field.Type == FieldType.Url)
        {
            var outcome = UrlScrubbing.Scrub(value, UrlRules.Keep, session.Treatments, replacement);
            if (outcome != TreatmentOutcome.WrongShape)
            {
                return outcome;
            }

            // Not read as an address here, but browsers repair a lot: credentials hide before an at sign.
            if (value.Contains((byte)'@'))
            {
                return TreatmentOutcome.Detected;
            }

            // data:, file:, an app's own address: of another shape, and no words of a vendor either ("$direct").
            if (WebAddress.HasOtherScheme(value))
            {
                return TreatmentOutcome.WrongShape;
            }
        }

        return session.Net.Clean(value, session.Treatments, replacement);
    }

    private static bool Holds(RedactionSession session, CompiledField field, ReadOnlySpan<byte> value) =>
        field.Structural ? field.Space is { HasRoom: true } && session.Net.HoldsFormedValue(value) : session.Net.HoldsForbidden(value);

    // Why the value may not leave is settled; what stands in its place is not.
    private static ValueVerdict Deny(
        RedactionSession session, CompiledField field, WithheldReason reason, FieldRule? rule, ReadOnlySpan<byte> value, bool isNull, PooledBuffer replacement)
    {
        replacement.Clear();
        var hasValue = !isNull && !value.IsEmpty;
        if (field.Required && field.Surrogate is not null && hasValue)
        {
            session.WriteSurrogate(field, replacement);
            session.WritesNumber = field.Surrogate.Constant is not null || field.Shape.IsNumber;
            session.Record(field, FieldOutcome.Treated, reason, rule: null, value, replacement.Written);
            return ValueVerdict.Replace;
        }

        // A keyed hash of a sensitive page would tell by its repetitions which one it is.
        if (rule is null && hasValue && reason != WithheldReason.Sensitive && field.Plan.Otherwise is { } hash
            && hash.Apply(value, session.Treatments, replacement) == TreatmentOutcome.Changed)
        {
            session.WritesNumber = hash.WritesNumber;
            session.Record(field, FieldOutcome.Treated, reason, rule: null, value, replacement.Written);
            return ValueVerdict.Replace;
        }

        if (field.Required)
        {
            session.MissRequired();
        }

        session.Record(field, FieldOutcome.Dropped, reason, rule, value, after: default);
        return ValueVerdict.Drop;
    }

    private static ValueVerdict DecideLayers(
        RedactionSession session, FieldState state, CompiledField field, ReadOnlySpan<byte> value, bool isNull, PooledBuffer replacement)
    {
        // Nothing inside leaves, so nothing of it does: its name may be the client's.
        if (isNull || value.IsEmpty)
        {
            session.Record(field, FieldOutcome.Dropped, WithheldReason.Empty, rule: null, value, after: default);
            return ValueVerdict.Drop;
        }

        var mark = session.Mark();
        var path = session.Path?.Mark ?? 0;
        session.Path?.Append(">");
        var outcome = LayerWalker.Walk(session, field.As.Choose(value), value, state.Inner, replacement);
        session.Path?.Reset(path);
        switch (outcome)
        {
            case LayerOutcome.Unchanged:
                return ValueVerdict.Keep;
            case LayerOutcome.Changed:
                return ValueVerdict.Replace;
            case LayerOutcome.Empty:
                break;
            case LayerOutcome.Limit:
                session.ExceedLimit();
                session.Withdraw(mark, WithheldReason.Limit);
                break;
            default:
                session.Withdraw(mark, WithheldReason.Undecodable);
                session.Record(field, FieldOutcome.Dropped, WithheldReason.Undecodable, rule: null, value, after: default);
                break;
        }

        if (field.Required)
        {
            session.MissRequired();
        }

        return ValueVerdict.Drop;
    }
}
