using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using RedactingGateway.Options;

namespace RedactingGateway.State.Sqlite;

/// <summary>The database of one node: one writer, readers beside it.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _readers = [];

    private SqliteDatabase(StateDirectory directory, SqliteSession session, string node)
    {
        Directory = directory;
        Node = node;
        Writer = new SqliteWriter(session);
    }

    /// <summary>The folder that the file is in; let go when the database is closed.</summary>
    public StateDirectory Directory { get; }

    /// <summary>Name of this node: the machine's and eight digits that stay with the folder.</summary>
    public string Node { get; }

    /// <summary>Writes.</summary>
    public SqliteWriter Writer { get; }

    /// <summary>Opens the database of a folder and brings it to this version.</summary>
    /// <exception cref="StartRefusedException">It cannot be opened.</exception>
    public static SqliteDatabase Open(string path)
    {
        var directory = StateDirectory.Open(path);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.Open(directory.Database, writes: true);
            SqliteSchema.Migrate(session, directory.Database);
            return new SqliteDatabase(directory, session, NodeName(session));
        }
        catch (Exception e)
        {
            session?.Dispose();
            directory.Dispose();
            throw e is SqliteException sqlite
                ? new StartRefusedException($"{directory.Database} cannot be opened (SQLite error {sqlite.SqliteErrorCode}).")
                : e;
        }
    }

    /// <summary>Reads what is committed.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read.</exception>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> parameters)
    {
        SqliteSession? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
            {
                reader = SqliteSession.Open(Directory.Database, writes: false);
            }

            var rows = reader.Query(sql, read, parameters);
            _readers.Add(reader);
            return rows;
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            reader?.Dispose();
            throw new StateUnavailableException("The state cannot be read.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        Writer.Dispose();
        Directory.Dispose();
    }

    private static string NodeName(SqliteSession session)
    {
        session.Execute(
            "INSERT INTO facts VALUES ('node', $0) ON CONFLICT DO NOTHING", $"{Environment.MachineName}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        return session.Query("SELECT value FROM facts WHERE name = 'node'", static row => row.GetString(0))[0];
    }
}
