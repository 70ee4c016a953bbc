using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RedactingGateway.State.Sqlite;

/// <summary>One connection and its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a database file.</summary>
    /// <param name="file">The file; made where it is missing.</param>
    /// <param name="writes">Whether the session may write.</param>
    public static SqliteSession Open(string file, bool writes)
    {
        if (writes)
        {
            // SQLite gives its other files the mode of this one.
            StateDirectory.OpenFile(file, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        var session = new SqliteSession(connection);

        // FULL: a commit is on the disk before it is acknowledged. secure_delete: what is deleted is overwritten.
        session.Execute(writes
            ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
            : "PRAGMA query_only = ON;");
        return session;
    }

    /// <summary>Executes a statement with the parameters <c>$0</c>, <c>$1</c>, ….</summary>
    /// <returns>Number of rows that it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object> parameters) => Prepare(sql, parameters).ExecuteNonQuery();

    /// <summary>Reads all rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> parameters)
    {
        List<T> rows = [];
        using var reader = Prepare(sql, parameters).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
            for (var i = 0; i < parameters.Length; i++)
            {
                command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), parameters[i]);
            }

            return command;
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i];
        }

        return command;
    }
}
