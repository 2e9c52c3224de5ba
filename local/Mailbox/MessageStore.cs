using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Mailbox;

/// <summary>Keeps the mails in one SQLite file. A mail is on disk before its sender is answered.</summary>
internal sealed class MessageStore
{
    private readonly string connection;

    public MessageStore(string path)
    {
        connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        using var database = Open();
        using var command = database.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS message (
                id INTEGER PRIMARY KEY,
                repeat_key TEXT UNIQUE,
                at TEXT NOT NULL, sender TEXT NOT NULL, reply_to TEXT, recipients TEXT NOT NULL, subject TEXT NOT NULL,
                text TEXT, html TEXT, custom_args TEXT NOT NULL,
                deliveries INTEGER NOT NULL DEFAULT 1) STRICT;
            """;
        command.ExecuteNonQuery();
    }

    /// <summary>Keeps a mail, or counts one more delivery of a mail with the same mail id and recipients. Gives its id.</summary>
    public string Add(Message mail)
    {
        using var database = Open();
        using var command = database.CreateCommand();
        command.CommandText = """
            INSERT INTO message (repeat_key, at, sender, reply_to, recipients, subject, text, html, custom_args)
            VALUES ($key, $at, $sender, $replyTo, $recipients, $subject, $text, $html, $args)
            ON CONFLICT (repeat_key) DO UPDATE SET deliveries = deliveries + 1
            RETURNING id;
            """;
        var mailId = mail.CustomArgs.GetValueOrDefault(Message.MailIdArgument);
        command.Parameters.AddWithValue("$key", mailId is null ? DBNull.Value : $"{mailId} {mail.To}");
        command.Parameters.AddWithValue("$at", mail.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$sender", mail.From);
        command.Parameters.AddWithValue("$replyTo", (object?)mail.ReplyTo ?? DBNull.Value);
        command.Parameters.AddWithValue("$recipients", mail.To);
        command.Parameters.AddWithValue("$subject", mail.Subject);
        command.Parameters.AddWithValue("$text", (object?)mail.Text ?? DBNull.Value);
        command.Parameters.AddWithValue("$html", (object?)mail.Html ?? DBNull.Value);
        command.Parameters.AddWithValue("$args", JsonSerializer.Serialize(mail.CustomArgs));
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    /// <summary>The mail of that id, or null.</summary>
    public Message? Find(string id) => Query("WHERE id = $id", ("$id", id)).SingleOrDefault();

    /// <summary>The mails, oldest first.</summary>
    /// <param name="to">Only those with this recipient.</param>
    /// <param name="subject">Only those with this in their subject.</param>
    /// <param name="after">Only those that arrived later.</param>
    public IReadOnlyList<Message> List(string? to = null, string? subject = null, DateTimeOffset? after = null) =>
        [.. Query("WHERE $after IS NULL OR at > $after ORDER BY id", ("$after", after?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)))
            .Where(mail => to is null || mail.To.Split(", ").Contains(to, StringComparer.OrdinalIgnoreCase))
            .Where(mail => subject is null || mail.Subject.Contains(subject, StringComparison.CurrentCultureIgnoreCase))];

    private List<Message> Query(string condition, (string Name, string? Value) parameter)
    {
        using var database = Open();
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // The conditions are the two constants above.
        command.CommandText =
            $"SELECT id, at, sender, reply_to, recipients, subject, text, html, custom_args, deliveries FROM message {condition}";
#pragma warning restore CA2100
        command.Parameters.AddWithValue(parameter.Name, (object?)parameter.Value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var mails = new List<Message>();
        while (reader.Read())
        {
            mails.Add(new Message(
                reader.GetInt64(0).ToString(CultureInfo.InvariantCulture),
                DateTimeOffset.Parse(reader.GetString(1), CultureInfo.InvariantCulture),
                reader.GetString(2),
                Optional(reader, 3),
                reader.GetString(4),
                reader.GetString(5),
                Optional(reader, 6),
                Optional(reader, 7),
                JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(8))!,
                reader.GetInt32(9)));
        }

        return mails;
    }

    private static string? Optional(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private SqliteConnection Open()
    {
        var database = new SqliteConnection(connection);
        database.Open();
        return database;
    }
}
