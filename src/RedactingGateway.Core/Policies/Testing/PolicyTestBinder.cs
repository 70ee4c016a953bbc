using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Testing;

/// <summary>Syntax tree → tests.</summary>
internal sealed class PolicyTestBinder(string folder, PolicySnapshot policy, DiagnosticBag diagnostics)
{
    // Forms that a policy can name, and what stands in for a required value that may not leave.
    private static readonly string[] Forms = ["keep", "hash", "pseudonymize", "mask", "truncate", "generalize", "bucket", "round", "scrubUrl", "replace", "surrogate"];

    private readonly NodeReader _reader = new(diagnostics);

    public IEnumerable<PolicyTest> Bind(YamlDocument document)
    {
        var root = new MappingReader(document.Root!, TestKeys.File, new SourceSpan(document.File, 1, 1, 1, 1), "a test file", _reader);
        var request = BindRequest(root.RequiredText("request"));
        var destination = BindDestination(root.Text("destination"));
        var members = root.Mapping("tests", required: true);
        var tests = ImmutableArray.CreateBuilder<PolicyTest>();
        foreach (var entry in members?.Entries ?? [])
        {
            if (!Names.IsName(entry.Key.Value))
            {
                diagnostics.Report(DiagnosticIds.MalformedId, entry.Key.Span, $"{DiagnosticBag.Quote(entry.Key.Value)} is no name: a small letter, then letters and digits, at most 40");
            }

            if (_reader.Mapping(entry.Value, TestKeys.Test, entry.Key.Span, $"test {DiagnosticBag.Quote(entry.Key.Value)}") is { } test && Bind(entry.Key, test, request, destination) is { } bound)
            {
                tests.Add(bound);
            }
        }

        root.Finish();
        return tests.ToImmutable();
    }

    private PolicyTest? Bind(YamlScalar key, MappingReader members, (string Path, SourceSpan Span)? request, string? destination)
    {
        var visitor = members.RequiredWord("visitor", WordsOf<VisitorSituation>.All);
        var own = members.Text("request") is { } other ? BindRequest(other) : request;
        var leaves = members.Optional("leaves");
        var test = new PolicyTest(key.Value, key.Span, own?.Path ?? "", own?.Span ?? key.Span, BindDestination(members.Text("destination")) ?? destination, visitor ?? default)
        {
            Signals = [.. _reader.Texts(members.Optional("signals"), "'signals'").Select(s => (s.Value, s.Span))],
            ClientAddress = members.Text("client")?.Value,
            Leaves = _reader.Flag(leaves, "'leaves'"),
            LeavesSpan = leaves?.Span ?? key.Span,
            Sent = [.. (members.Mapping("sent")?.Entries ?? []).Select(BindSent).OfType<SentExpectation>()],
            Withheld = [.. _reader.Texts(members.Optional("withheld"), "'withheld'").Select(w => new WithheldExpectation(w.Value, w.Span))],
        };
        members.Finish();
        if (test is { Leaves: null, Sent.IsEmpty: true, Withheld.IsEmpty: true })
        {
            diagnostics.Report(DiagnosticIds.MissingKey, key.Span, $"test {DiagnosticBag.Quote(key.Value)} expects nothing; it needs 'leaves', 'sent' or 'withheld'");
        }

        return visitor is null || own is null ? null : test;
    }

    private SentExpectation? BindSent(YamlEntry entry)
    {
        if (entry.Value is YamlScalar)
        {
            return BindForm(_reader.Text(entry.Value, $"the form of {DiagnosticBag.Quote(entry.Key.Value)}")) is { } form
                ? new SentExpectation(entry.Key.Value, form, null, entry.Key.Span)
                : null;
        }

        if (_reader.Mapping(entry.Value, TestKeys.Sent, entry.Key.Span, $"what is expected of {DiagnosticBag.Quote(entry.Key.Value)}") is not { } members)
        {
            return null;
        }

        var expectation = new SentExpectation(
            entry.Key.Value, members.Text("form") is { } named ? BindForm(named) : null, _reader.Text(members.Optional("value"), "'value'", mayBeEmpty: true)?.Value, entry.Key.Span);
        members.Finish();
        return expectation;
    }

    private string? BindForm(YamlScalar? scalar)
    {
        if (scalar is null)
        {
            return null;
        }

        var parameters = scalar.Value.IndexOf(' ', StringComparison.Ordinal);
        var name = parameters < 0 ? scalar.Value : scalar.Value[..parameters];
        if (Forms.Contains(name, StringComparer.Ordinal))
        {
            return scalar.Value;
        }

        diagnostics.Report(
            DiagnosticIds.UnknownForm, scalar.Span, $"unknown form {DiagnosticBag.Quote(name)}; possible: {string.Join(", ", Forms)}; a value is expected by {{ value: … }}", Spelling.Nearest(name, Forms));
        return null;
    }

    private (string Path, SourceSpan Span)? BindRequest(YamlScalar? scalar)
    {
        if (scalar is null)
        {
            return null;
        }

        var path = Path.Combine(folder, scalar.Value);
        if (!File.Exists(path))
        {
            diagnostics.Report(DiagnosticIds.FileUnreadable, scalar.Span, $"there is no file {DiagnosticBag.Quote(scalar.Value)} beside this one");
            return null;
        }

        return (path, scalar.Span);
    }

    private string? BindDestination(YamlScalar? scalar)
    {
        if (scalar is null || policy.Destinations.Any(d => d.Id == scalar.Value))
        {
            return scalar?.Value;
        }

        var known = policy.Destinations.Select(d => d.Id).ToList();
        diagnostics.Report(
            DiagnosticIds.UnknownWord, scalar.Span, $"there is no destination {DiagnosticBag.Quote(scalar.Value)}; possible: {string.Join(", ", known)}", Spelling.Nearest(scalar.Value, known));
        return null;
    }
}
