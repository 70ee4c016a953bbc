namespace RedactingGateway.Core.Protocols;

/// <summary>A host at which pages find a vendor's scripts, pixels and frames.</summary>
/// <param name="Host">Name, lower case; <c>*.</c> in front stands for every name below it.</param>
/// <param name="Path">Beginning of the paths that are the vendor's tracking; <c>/</c>: all. Search engines and social networks serve more than that from one host.</param>
public sealed record TrackerHost(string Host, string Path);

/// <summary>A vendor whose elements in pages are known, whether or not a destination leads to it.</summary>
/// <param name="Protocol">Name of the dictionary.</param>
/// <param name="Title">The vendor's service, for people.</param>
/// <param name="Hosts">Its hosts.</param>
public sealed record KnownTracker(string Protocol, string Title, System.Collections.Immutable.ImmutableArray<TrackerHost> Hosts);
