using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace RedactingGateway.Cli;

/// <summary>Writes the results of a policy's tests.</summary>
internal static class TestWriter
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter output, IReadOnlyCollection<PolicyTestRun> results, ExplanationFormat format)
    {
        var failed = results.Count(r => !r.Passed);
        if (format == ExplanationFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Passed = results.Count - failed,
                    Failed = failed,
                    Tests = results.Select(r => new { r.Test.Span.File, r.Test.Span.Line, r.Test.Name, r.Passed, Failures = r.Failures.Select(f => new { f.Span.File, f.Span.Line, f.Span.Column, f.Message }) }),
                },
                Indented));
            return;
        }

        foreach (var result in results)
        {
            output.WriteLine($"{(result.Passed ? "passed" : Terminal.Bold("**FAILED**"))}  {result.Test.Span.FileAndLine}  {result.Test.Name}");
            foreach (var (span, message) in result.Failures)
            {
                output.WriteLine($"        {span}: {message}");
            }
        }

        output.WriteLine($"{results.Count - failed} passed, {failed} failed.");
    }

    /// <summary>As JUnit's XML: a suite a file, a case a test.</summary>
    public static void WriteJUnit(string file, IReadOnlyCollection<PolicyTestRun> results)
    {
        using var xml = XmlWriter.Create(file, new XmlWriterSettings { Indent = true });
        xml.WriteStartElement("testsuites");
        foreach (var suite in results.GroupBy(r => r.Test.Span.File, StringComparer.Ordinal))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", suite.Key);
            xml.WriteAttributeString("tests", suite.Count().ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("failures", suite.Count(r => !r.Passed).ToString(CultureInfo.InvariantCulture));
            foreach (var result in suite)
            {
                WriteCase(xml, result);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, PolicyTestRun result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", result.Test.Span.File);
        xml.WriteAttributeString("name", result.Test.Name);
        foreach (var (span, message) in result.Failures)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", message);
            xml.WriteString($"{span}: {message}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
