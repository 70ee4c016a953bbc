using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads the addresses that the gateway itself connects to, replaces <c>${NAME}</c>, and refuses those that no vendor or site has.</summary>
internal sealed partial class HostBinder(NodeReader reader, Func<string, string?> environment)
{
    // Names under which clouds offer credentials to whoever asks from inside.
    private static readonly FrozenSet<string> MetadataNames = new[]
    {
        "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Alibaba Cloud's and AWS's metadata services outside of the link-local ranges.
    private static readonly FrozenSet<IPAddress> MetadataAddresses = new[] { IPAddress.Parse("100.100.100.200"), IPAddress.Parse("fd00:ec2::254") }.ToFrozenSet();

    /// <summary>The same with another sink of diagnostics.</summary>
    public HostBinder With(NodeReader other) => new(other, environment);

    /// <summary>An absolute http(s) address of a host, perhaps with a port, and nothing else.</summary>
    public Uri? BindOrigin(YamlNode? node, string what) => Bind(node, what, Origin, "http:// or https:// and a host, without user, path or query");

    /// <summary>An absolute http(s) address.</summary>
    public Uri? BindUrl(YamlNode? node, string what) => Bind(node, what, Url, "an address with http:// or https://, without user and fragment");

    /// <summary>A secret: in the policy's own text it would end up in repositories, backups and logs, so it comes from the environment.</summary>
    public string? BindSecret(YamlNode? node, string what)
    {
        if (node is null)
        {
            return null;
        }

        if (node is YamlScalar { IsNull: false } scalar && NodeReader.EnvironmentReference.IsMatch(scalar.Value))
        {
            return BindText(node, what).Text;
        }

        reader.Diagnostics.Report(DiagnosticIds.EnvironmentReference, node.Span, $"{what} is a secret: write ${{NAME}}, the name of an environment variable");
        return null;
    }

    private Uri? Bind(YamlNode? node, string what, Regex shape, string must)
    {
        var (text, span) = BindText(node, what);
        if (text is null)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0
            || address.UserInfo.Length > 0 || !shape.IsMatch(text))
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedHost, span, $"{what} must be {must}, not {DiagnosticBag.Quote(text)}");
            return null;
        }

        if (IsForbidden(address))
        {
            reader.Diagnostics.Report(DiagnosticIds.ForbiddenHost, span, $"{what} must not be a link-local or metadata address: {DiagnosticBag.Quote(address.Host)}");
            return null;
        }

        return address;
    }

    /// <summary>A text in which <c>${NAME}</c> was replaced.</summary>
    public (string? Text, SourceSpan Span) BindText(YamlNode? node, string what)
    {
        if (node is not YamlScalar { IsNull: false } scalar || !NodeReader.EnvironmentReference.IsMatch(scalar.Value))
        {
            return (reader.Text(node, what)?.Value, node?.Span ?? default);
        }

        var name = scalar.Value[2..^1];
        var value = name.Length == 0 ? null : environment(name);
        if (string.IsNullOrEmpty(value))
        {
            reader.Diagnostics.Report(DiagnosticIds.EnvironmentReference, scalar.Span, $"the environment has no value for {DiagnosticBag.Quote(name)}");
            return (null, scalar.Span);
        }

        return (value, scalar.Span);
    }

    /// <summary>Whether <paramref name="text"/> is a lower-case host name, perhaps with a port.</summary>
    public static bool IsHostName(string text) => HostName.IsMatch(text);

    private static bool IsForbidden(Uri address)
    {
        if (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && IPAddress.TryParse(address.DnsSafeHost, out var ip))
        {
            var plain = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
            return plain.IsIPv6LinkLocal || MetadataAddresses.Contains(plain) || plain.GetAddressBytes() is [169, 254, _, _];
        }

        return MetadataNames.Contains(address.Host.TrimEnd('.'));
    }

    [GeneratedRegex(@"\Ahttps?://[^/?#@\\\s]+/?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Origin { get; }

    [GeneratedRegex(@"\Ahttps?://[^/?#@\\\s]+(/[^#\\\s]*)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Url { get; }

    [GeneratedRegex(@"\A(?=[^:]{1,253}(:|\z))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*(:[0-9]{1,5})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostName { get; }
}
