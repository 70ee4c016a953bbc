using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Cli;

/// <summary>Reads <c>--signal name=value</c>: one piece of evidence of a visitor's will.</summary>
internal static class SignalArgument
{
    /// <summary>What can be given, for the help text.</summary>
    public const string Help =
        "choice=accepted|refused|unreadable|none, accepted=PURPOSE,…, acceptedOn=DAY, acceptedWith=gpc|dnt, gpc=1, dnt=1, minor=1, region=DE, "
        + "tcf=STRING, gpp=STRING[;SECTIONS], token=PURPOSE,…, header=PURPOSE,…, objection=all|unknown|PURPOSE,…, choices=own|tcf|gpp|header";

    private delegate VisitorSignals Reader(string value, VisitorSignals signals, CompiledDestination destination);

    private static readonly OrderedDictionary<string, Reader> Readers = new(StringComparer.Ordinal)
    {
        ["choice"] = (value, signals, destination) => signals with
        {
            Choice = value switch
            {
                "accepted" => Accept(destination, signals.Now),
                "refused" => StoredChoice.Refused,
                "unreadable" => StoredChoice.Unreadable,
                "none" => StoredChoice.None,
                _ => throw Wrong("choice", value),
            },
        },
        ["accepted"] = (value, signals, destination) => signals with { Choice = Accept(destination, signals.Now) with { Scopes = Scopes(value, destination) } },
        ["acceptedOn"] = (value, signals, _) => signals with { Choice = signals.Choice with { Time = Day(value), IsExpired = StoredChoice.HasExpired(Day(value), signals.Now) } },
        ["acceptedWith"] = (value, signals, _) => signals with { Choice = signals.Choice with { SignalsWereOn = signals.Choice.SignalsWereOn | Browser(value) } },
        ["gpc"] = (value, signals, _) => value == "1" ? signals with { Browser = signals.Browser | BrowserSignals.GlobalPrivacyControl } : signals,
        ["dnt"] = (value, signals, _) => value == "1" ? signals with { Browser = signals.Browser | BrowserSignals.DoNotTrack } : signals,
        ["minor"] = (value, signals, _) => signals with { Minor = value == "1" },
        ["region"] = (value, signals, _) => signals with { Region = value },
        ["tcf"] = (value, signals, _) => signals with { Tcf = TcString.TryRead(value, out var tcf) ? tcf : throw Wrong("tcf", value) },
        ["gpp"] = (value, signals, _) =>
        {
            var sections = value.IndexOf(';', StringComparison.Ordinal);
            var isRead = GppString.TryRead(sections < 0 ? value : value[..sections], sections < 0 ? "" : value[(sections + 1)..], out var gpp);
            return isRead ? signals with { Gpp = gpp } : throw Wrong("gpp", value);
        },
        ["token"] = (value, signals, destination) => signals with { Token = Scopes(value, destination) },
        ["header"] = (value, signals, _) => signals with { Source = ChoiceSource.Header, Named = [.. Split(value)] },
        ["objection"] = (value, signals, _) => value == "unknown"
            ? signals with { IsObjectionUnknown = true }
            : signals with { Objection = new Objection(signals.Now, value == "all" ? [] : [.. Split(value)]) },
        ["choices"] = (value, signals, _) => signals with { Source = Enum.TryParse<ChoiceSource>(value, ignoreCase: true, out var source) ? source : throw Wrong("choices", value) },
    };

    /// <summary>Adds what <paramref name="argument"/> says to <paramref name="signals"/>.</summary>
    /// <exception cref="FormatException">It is unknown or malformed.</exception>
    public static VisitorSignals Apply(string argument, VisitorSignals signals, CompiledDestination destination)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && Readers.TryGetValue(argument[..equals], out var read)
            ? read(argument[(equals + 1)..], signals, destination)
            : throw new FormatException($"--signal {argument}: no such signal; possible: {Help}.");
    }

    private static StoredChoice Accept(CompiledDestination destination, DateTimeOffset now) => VisitorSituation.Accepted.SignalsFor(destination, now).Choice;

    // Purposes that are not named were asked about, and refused.
    private static ChosenScopes Scopes(string ids, CompiledDestination destination)
    {
        var named = Split(ids).ToImmutableHashSet(StringComparer.Ordinal);
        _ = Visitor.Exactly(destination, [.. named]);
        return new ChosenScopes(ChosenScopes.Write(destination.Purposes.Select(p => KeyValuePair.Create(p.Id, named.Contains(p.Id) ? p.Scope : null)), []).AsMemory());
    }

    private static string[] Split(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static BrowserSignals Browser(string value) => value switch
    {
        "gpc" => BrowserSignals.GlobalPrivacyControl,
        "dnt" => BrowserSignals.DoNotTrack,
        _ => throw Wrong("acceptedWith", value),
    };

    private static DateTimeOffset Day(string value) =>
        DateTimeOffset.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : throw Wrong("acceptedOn", value);

    private static FormatException Wrong(string name, string value) => new($"--signal {name}={value}: cannot be read; possible: {Help}.");
}
