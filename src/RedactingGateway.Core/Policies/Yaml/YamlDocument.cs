namespace RedactingGateway.Core.Policies.Yaml;

/// <summary>One parsed file.</summary>
/// <param name="File">The file as the author says it, e.g. <c>config/gateway.yaml</c>.</param>
/// <param name="Root">Its content, or null where there is none or it could not be parsed.</param>
internal sealed record YamlDocument(string File, YamlMapping? Root);
