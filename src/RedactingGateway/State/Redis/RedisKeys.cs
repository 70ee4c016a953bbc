using System.Globalization;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using StackExchange.Redis;

namespace RedactingGateway.State.Redis;

/// <summary>Names in Redis; what a script touches together stands in one slot of a cluster by its <c>{tag}</c>.</summary>
internal static class RedisKeys
{
    private const string Prefix = "rgw:";

    /// <summary>Consent records by the time of their newest entry.</summary>
    public static readonly RedisKey Consents = Prefix + "consents";

    /// <summary>Messages by id.</summary>
    public static readonly RedisKey Messages = Prefix + "{outbox}:messages";

    /// <summary>Ids of messages by the time at which they are due.</summary>
    public static readonly RedisKey MessagesDue = Prefix + "{outbox}:due";

    /// <summary>Failed attempts by id.</summary>
    public static readonly RedisKey MessageAttempts = Prefix + "{outbox}:attempts";

    /// <summary>Nodes, each with the time of its last sign of life and the revision of its policy.</summary>
    public static readonly RedisKey Nodes = Prefix + "nodes";

    /// <summary>Where changed subjects are told.</summary>
    public static readonly RedisChannel SubjectChannel = RedisChannel.Literal(Prefix + "changed:subject");

    /// <summary>Where changed consent records are told.</summary>
    public static readonly RedisChannel ConsentChannel = RedisChannel.Literal(Prefix + "changed:consent");

    /// <summary>Where nodes ask each other for salts.</summary>
    public static readonly RedisChannel SaltRequests = RedisChannel.Literal(Prefix + "salt:requests");

    /// <summary>Where they answer.</summary>
    public static readonly RedisChannel SaltAnswers = RedisChannel.Literal(Prefix + "salt:answers");

    public static RedisKey Objection(SubjectKey subject) => $"{Prefix}objection:{subject}";

    public static RedisKey Consent(Guid id) => $"{Prefix}consent:{{{id:N}}}";

    public static RedisKey ErasedConsent(Guid id) => $"{Prefix}consent:{{{id:N}}}:erased";

    public static RedisKey Text(string contentHash) => $"{Prefix}text:{contentHash}";

    public static RedisKey DoneMessage(Guid id) => $"{Prefix}{{outbox}}:done:{id:N}";

    public static RedisKey Disclosures(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}disclosures:{day:yyyyMMdd}");

    /// <summary>There while the page of a live session is open somewhere; empty.</summary>
    public static RedisKey Live(LiveSessionKey session) => $"{Prefix}live:{session}";

    /// <summary>Where the requests of a live session are told while it is watched.</summary>
    public static RedisChannel LiveChannel(LiveSessionKey session) => RedisChannel.Literal($"{Prefix}live:{session}");

    public static RedisKey Probe(string node) => $"{Prefix}probe:{node}";

    public static RedisKey SaltCommitment(Epoch epoch) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}salt:{epoch.RotateDays}:{epoch.Number}");
}
