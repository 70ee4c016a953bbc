namespace RedactingGateway.State.Redis;

/// <summary>What must happen in one step. Each may run twice and in any order.</summary>
internal static class RedisScripts
{
    /// <summary>Notes an objection or a lift. KEYS: subject. ARGV: time, life of a bare lift in ms, fields.</summary>
    public const string NoteObjection = """
        for i = 3, #ARGV do
          local old = redis.call('HGET', KEYS[1], ARGV[i])
          if not old or tonumber(old) < tonumber(ARGV[1]) then redis.call('HSET', KEYS[1], ARGV[i], ARGV[1]) end
        end
        local lifted = tonumber(redis.call('HGET', KEYS[1], '') or '-1')
        local all = redis.call('HGETALL', KEYS[1])
        local standing = 0
        for i = 1, #all, 2 do
          if all[i] ~= '' then
            if tonumber(all[i + 1]) < lifted then redis.call('HDEL', KEYS[1], all[i]) else standing = standing + 1 end
          end
        end
        if standing == 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) else redis.call('PERSIST', KEYS[1]) end
        return standing
        """;

    /// <summary>Adds an entry, unless the record was erased. KEYS: record, its erasure. ARGV: field, entry.</summary>
    public const string AppendConsent = """
        if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        return 1
        """;

    /// <summary>Erases a record. KEYS: record, its erasure. ARGV: life of the note in ms.</summary>
    public const string EraseConsent = """
        redis.call('SET', KEYS[2], '1', 'PX', ARGV[1])
        return redis.call('DEL', KEYS[1])
        """;

    /// <summary>Puts a message in. KEYS: messages, due, done. ARGV: id, message, due.</summary>
    public const string Enqueue = """
        if redis.call('EXISTS', KEYS[3]) == 1 or redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return 0 end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
        return 1
        """;

    /// <summary>Leases messages. KEYS: messages, due, attempts. ARGV: now, end of the lease, most. Returns message, attempts, ….</summary>
    public const string Take = """
        local taken = {}
        for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
          redis.call('ZADD', KEYS[2], ARGV[2], id)
          taken[#taken + 1] = redis.call('HGET', KEYS[1], id)
          taken[#taken + 1] = redis.call('HGET', KEYS[3], id) or '0'
        end
        return taken
        """;

    /// <summary>Ends a message. KEYS: messages, due, attempts, done. ARGV: id, life of the note in ms.</summary>
    public const string Done = """
        redis.call('SET', KEYS[4], '1', 'PX', ARGV[2])
        redis.call('HDEL', KEYS[1], ARGV[1])
        redis.call('HDEL', KEYS[3], ARGV[1])
        return redis.call('ZREM', KEYS[2], ARGV[1])
        """;

    /// <summary>Puts a message off. KEYS: messages, due, attempts. ARGV: id, due, attempts.</summary>
    public const string Later = """
        if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 or tonumber(redis.call('HGET', KEYS[3], ARGV[1]) or '0') > tonumber(ARGV[3]) then return 0 end
        redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
        redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
        return 1
        """;

    /// <summary>Notes numbers that only grow. KEYS: day. ARGV: life in ms, then field, number, ….</summary>
    public const string Report = """
        for i = 2, #ARGV, 2 do
          if tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0') < tonumber(ARGV[i + 1]) then redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return 1
        """;

    /// <summary>Replaces a value that is still the expected one. KEYS: key. ARGV: expected, new, life in ms.</summary>
    public const string CompareAndSet = """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        return 1
        """;
}
