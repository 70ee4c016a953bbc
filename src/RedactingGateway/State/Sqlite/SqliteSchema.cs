using System.Collections.Immutable;
using System.Globalization;

namespace RedactingGateway.State.Sqlite;

/// <summary>The tables, and how an older file comes to them.</summary>
internal static class SqliteSchema
{
    // Entry n brings a file from version n to n + 1; an entry that was released is never changed.
    private static readonly ImmutableArray<string> Migrations =
    [
        """
        CREATE TABLE objections (
          subject BLOB NOT NULL,
          purpose TEXT NOT NULL, -- '*': everything that can be refused; '': not an objection but the time of the last lift
          time INTEGER NOT NULL,
          PRIMARY KEY (subject, purpose)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX objections_lifted ON objections (time) WHERE purpose = '';

        CREATE TABLE consent_entries (
          record BLOB NOT NULL,
          time INTEGER NOT NULL,
          digest BLOB NOT NULL, -- the same entry twice is one
          entry TEXT NOT NULL,
          PRIMARY KEY (record, time, digest)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE texts (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE outbox (
          id BLOB PRIMARY KEY,
          site TEXT NOT NULL,
          body BLOB NOT NULL,
          created INTEGER NOT NULL,
          due INTEGER NOT NULL,
          attempts INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX outbox_due ON outbox (due);

        CREATE TABLE journal (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          record BLOB, -- of a consent, so that its erasure finds what is left of it here
          operation TEXT NOT NULL,
          applied INTEGER -- when Redis took it
        ) STRICT;
        CREATE INDEX journal_open ON journal (number) WHERE applied IS NULL;

        CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE disclosures (
          day INTEGER NOT NULL,
          run BLOB NOT NULL, -- of a process: its numbers only grow
          recipient TEXT NOT NULL,
          sent INTEGER NOT NULL,
          changed INTEGER NOT NULL,
          withheld INTEGER NOT NULL,
          stopped INTEGER NOT NULL,
          PRIMARY KEY (day, run, recipient)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE erased_records ( -- remembered until no copy of their cookies can grant anything
          record BLOB PRIMARY KEY,
          time INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Brings the file to this version.</summary>
    /// <exception cref="Options.StartRefusedException">A newer program has written it.</exception>
    public static void Migrate(SqliteSession session, string file)
    {
        var version = session.Query("PRAGMA user_version", static row => row.GetInt32(0))[0];
        if (version > Migrations.Length)
        {
            throw new Options.StartRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"{file} was written by a newer version of the gateway (schema {version}, this one knows {Migrations.Length})."));
        }

        for (; version < Migrations.Length; version++)
        {
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"BEGIN IMMEDIATE; {Migrations[version]} PRAGMA user_version = {version + 1}; COMMIT;"));
        }
    }
}
