using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>Pages and products that say something of people by themselves.</summary>
internal sealed record SensitiveDeclaration(ImmutableArray<YamlScalar> Paths, ImmutableArray<YamlScalar> Queries, ImmutableArray<YamlScalar> Items);
