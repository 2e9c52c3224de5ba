using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Storage;

/// <summary>
/// The only place that spells a table, a container, a queue, a partition or row key, or the id of an orchestration or
/// entity. Whatever the storage holds is found by reading this file.
/// </summary>
public static class Keys
{
    /// <summary>Table of case logs; partition: reference.</summary>
    public const string Cases = "cases";

    /// <summary>Table of what creating requests created; partition: caller.</summary>
    public const string Creations = "creations";

    /// <summary>Table of changes that no orchestration has taken up; partition: region.</summary>
    public const string Pending = "pending";

    /// <summary>Table behind the officers' desk; partition: region.</summary>
    public const string Desk = "desk";

    /// <summary>Table behind the applicant's list; partition: applicant.</summary>
    public const string Applicants = "applicants";

    /// <summary>Table of what an enterprise asked for and was granted; partition: first nine digits of the ICE; row: reference.</summary>
    public const string Enterprises = "enterprises";

    /// <summary>Table of the confirmed dates of movable feasts; partition: year and feast.</summary>
    public const string Feasts = "feasts";

    /// <summary>Table of where each content was used; partition: SHA-256; row: case and document.</summary>
    public const string Contents = "contents";

    /// <summary>Table of when something of a case is to be erased; partition: month; row: reference.</summary>
    public const string Retention = "retention";

    /// <summary>Table of the absences of committees' members; partition: the committee's region.</summary>
    public const string Absences = "absences";

    /// <summary>Table of mail that waits for a committee's secretary, or did; partition: region; row: the mail.</summary>
    public const string CommitteeMail = "committeemail";

    /// <summary>Table of what the mail service tells of each mail; partition: the mail; row: the mark.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>Table of meetings; partition: the committee's region, or the meeting for its agenda; row: the day, or the reference.</summary>
    public const string Meetings = "meetings";

    /// <summary>Container of the minutes of meetings: written once, never changed.</summary>
    public const string Minutes = "minutes";

    /// <summary>Container of applicants' documents.</summary>
    public const string Documents = "documents";

    /// <summary>Container of files that are still coming in, and of what was announced of each.</summary>
    public const string Uploads = "uploads";

    /// <summary>Container of letters as PDFs: written once, never changed.</summary>
    public const string Letters = "letters";

    /// <summary>Container of payment files: written once, never changed.</summary>
    public const string PaymentFiles = "payment-files";

    /// <summary>Container of the bank's reports as they came, and of what each came to.</summary>
    public const string BankReports = "bank-reports";

    /// <summary>Container of the mail that came in, as it came, and of what each came to.</summary>
    public const string Inbox = "inbox";

    /// <summary>Container of what the mail service tells of mails, as it came.</summary>
    public const string MailEvents = "mail-events";

    /// <summary>Container of the keys that sign links.</summary>
    public const string SigningKeys = "signing-keys";

    /// <summary>Queue of references whose log has grown.</summary>
    public const string Nudges = "nudges";

    /// <summary>Queue of bank reports to take up.</summary>
    public const string ReportsToRead = "reports";

    /// <summary>Queue of mail to take up.</summary>
    public const string MailToRead = "mail";

    /// <summary>Queue of what the mail service tells, to take up.</summary>
    public const string EventsToRead = "mail-events";

    /// <summary>Queue of mail that could not be taken up, as the host names it.</summary>
    public const string FailedMail = MailToRead + "-poison";

    /// <summary>Queue of what the mail service told and could not be taken up, as the host names it.</summary>
    public const string FailedEvents = EventsToRead + "-poison";

    private const string AbsencePrefix = "absence-";
    private const string AbsenceEndPrefix = "ended-";
    private const string UploadHeadEnding = ".json";

    /// <summary>Every table.</summary>
    public static IReadOnlyList<string> Tables { get; } = [Cases, Creations, Pending, Desk, Applicants, Enterprises, Feasts, Contents, Retention, CommitteeMail, Deliveries, Meetings, Absences];

    /// <summary>Every container.</summary>
    public static IReadOnlyList<string> Containers { get; } = [Documents, Uploads, Letters, Minutes, PaymentFiles, BankReports, Inbox, MailEvents, SigningKeys];

    /// <summary>Every queue.</summary>
    public static IReadOnlyList<string> Queues { get; } = [Nudges, ReportsToRead, MailToRead, EventsToRead, FailedMail, FailedEvents];

    /// <summary>Row of a case's derived state; sorts before the lines of its log.</summary>
    public const string CaseRow = "case";

    /// <summary>What every log line's row key begins with.</summary>
    public const string LogPrefix = "event-";

    /// <summary>The first row key after every log line.</summary>
    public const string LogEnd = "event.";

    /// <summary>Row that remembers under which keys a case is on the desk.</summary>
    public const string ProjectionRow = "projection";

    /// <summary>Row of a line of the log.</summary>
    public static string LogRow(int sequence) => string.Create(CultureInfo.InvariantCulture, $"{LogPrefix}{sequence:000000}");

    /// <summary>Row of an operation. Ids come from outside and may hold anything, so the key holds their digest.</summary>
    public static string OperationRow(string operation) => "op-" + HashOf(operation);

    /// <summary>Row of what a creating request created.</summary>
    public static string CreationRow(string idempotencyKey) => HashOf(idempotencyKey);

    /// <summary>Partition of a person.</summary>
    public static string Person(string subject) => HashOf(subject);

    /// <summary>Partition of an enterprise, whichever establishment an ICE is of.</summary>
    public static string Enterprise(string ice) => Ice.EnterpriseOf(ice);

    /// <summary>Row on the desk: sorted by whose turn it is, then by due date, then by reference.</summary>
    public static string DeskRow(Turn turn, DateOnly? dueOn, string reference) => DeskPrefix(turn) + DueKey(dueOn) + "|" + reference;

    /// <summary>What the rows of one turn begin with.</summary>
    public static string DeskPrefix(Turn turn) => CaseJsonName(turn) + "|";

    /// <summary>A due date in a row on the desk; what is due on no day sorts last.</summary>
    public static string DueKey(DateOnly? dueOn) => dueOn?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "99999999";

    /// <summary>What of a row on the desk its urgency is: due date and reference, by which cases of several turns are merged.</summary>
    public static string UrgencyOf(string deskRow) => deskRow[(deskRow.IndexOf('|', StringComparison.Ordinal) + 1)..];

    /// <summary>Whether a text is the urgency of a row on the desk.</summary>
    public static bool IsUrgency(string text) => IsDeskRow(DeskPrefix(Turn.Officer) + text, Turn.Officer);

    /// <summary>The case of a row on the desk.</summary>
    public static string ReferenceOfDeskRow(string key) => key[(key.LastIndexOf('|') + 1)..];

    /// <summary>Whether a text is the key of a row on the desk, of one turn or of any.</summary>
    public static bool IsDeskRow(string text, Turn? turn) =>
        text.Split('|') is [string first, { Length: 8 } date, string reference]
        && (turn is { } only ? [only] : Enum.GetValues<Turn>()).Any(candidate => CaseJsonName(candidate) == first)
        && date.All(char.IsAsciiDigit)
        && IsApplicantRow(reference);

    /// <summary>Whether a text is the key of a row of an applicant's list.</summary>
    public static bool IsApplicantRow(string text) => CaseReference.TryParse(text, out string? reference) && reference == text;

    /// <summary>Row of a use of a content.</summary>
    public static string ContentRow(string reference, string documentId) => $"{reference}|{documentId}";

    /// <summary>Case and document of a use of a content.</summary>
    public static (string Reference, string DocumentId) OfContentRow(string key) => key.Split('|') is [string reference, string document]
        ? (reference, document)
        : throw new FormatException($"{key} is no row of a content.");

    /// <summary>Partition of what is to be erased in a month.</summary>
    public static string RetentionMonth(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Partition of a feast in a year.</summary>
    public static string FeastPartition(int year, string feast) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{feast}");

    /// <summary>Row of a confirmation: they are counted from 1.</summary>
    public static string FeastRow(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:000000}");

    /// <summary>Id of a new absence, the same for a form that is sent twice.</summary>
    public static string AbsenceId(string committee, string seat, string mailbox, string operation) =>
        HashOf(string.Join('\n', committee, seat, mailbox, operation));

    /// <summary>Row of an absence.</summary>
    public static string AbsenceRow(string id) => AbsencePrefix + id;

    /// <summary>Row that ends an absence early.</summary>
    public static string AbsenceEndRow(string id) => AbsenceEndPrefix + id;

    /// <summary>Id of the absence of a row.</summary>
    public static string OfAbsenceRow(string key) => key[AbsencePrefix.Length..];

    /// <summary>Id of the absence that a row ends; null for every other row.</summary>
    public static string? OfAbsenceEndRow(string key) =>
        key.StartsWith(AbsenceEndPrefix, StringComparison.Ordinal) ? key[AbsenceEndPrefix.Length..] : null;

    /// <summary>Instance id of the orchestration that makes an absence known, or its early end.</summary>
    public static string AbsenceNotice(string id, bool ended) => (ended ? AbsenceEndPrefix : "") + AbsencePrefix + id;

    /// <summary>Id of the mail about an absence to the member.</summary>
    public static string AbsenceReceipt(string id, bool ended) => AbsenceNotice(id, ended) + "-member";

    /// <summary>Id of the mail about an absence to who acts meanwhile.</summary>
    public static string DelegateNote(string id, bool ended) => AbsenceNotice(id, ended) + "-delegate";

    /// <summary>Instance id of the orchestration that brings the sessions that sit to the composition of a day.</summary>
    public static string SeatingReview(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"seating-{day:yyyyMMdd}");

    /// <summary>Instance id of the orchestration that does so after an absence was recorded or ended.</summary>
    public static string SeatingReview(string id, bool ended) => "seating-" + AbsenceNotice(id, ended);

    /// <summary>The first row key after every key with a prefix that ends in <c>|</c>.</summary>
    public static string EndOf(string prefix) => prefix[..^1] + "}";

    /// <summary>Blob of a document.</summary>
    public static string Document(string reference, string documentId) => $"{reference}/{documentId}";

    /// <summary>Blob of a letter.</summary>
    public static string Letter(string reference, string mailId) => $"{reference}/{mailId}.pdf";

    /// <summary>Id of a new upload, the same for a repeated request.</summary>
    public static string UploadId(string caller, string idempotencyKey) => HashOf(caller + "\n" + idempotencyKey);

    /// <summary>Blob of a file that is still coming in.</summary>
    public static string Upload(string reference, string uploadId) => $"{reference}/{uploadId}";

    /// <summary>Blob of what was announced of a file.</summary>
    public static string UploadHead(string reference, string uploadId) => Upload(reference, uploadId) + UploadHeadEnding;

    /// <summary>Case and upload of a blob, if it is what was announced of a file; else null.</summary>
    public static (string Reference, string UploadId)? OfUploadHead(string name) =>
        name.EndsWith(UploadHeadEnding, StringComparison.Ordinal) && name[..^UploadHeadEnding.Length].Split('/') is [string reference, string upload]
            ? (reference, upload)
            : null;

    /// <summary>Id of a block of a file: the blocks are counted from 1.</summary>
    public static string UploadBlock(int number) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number:000000}")));

    /// <summary>Blob of a payment file.</summary>
    public static string PaymentFile(string fileId) => $"{fileId}.xml";

    /// <summary>Blob of a bank report as it came.</summary>
    public static string BankReport(string reportId) => $"{reportId}.xml";

    /// <summary>Blob of what a bank report came to.</summary>
    public static string BankReportResult(string reportId) => $"{reportId}.json";

    /// <summary>Key of a mail that came in, by its identity: the same for a repeated one.</summary>
    public static string ReceivedMail(string identity) => HashOf(identity);

    /// <summary>Whether a text can be the key of a mail that came in.</summary>
    public static bool IsReceivedMail(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Blob of what a mail came to.</summary>
    public static string ReceivedMailResult(string key) => $"{key}.json";

    /// <summary>Id of the operation that takes an answer by mail up.</summary>
    public static string ReplyOperation(string key) => $"reply/{key}";

    /// <summary>Id of the operation that notes that a mail did not arrive.</summary>
    public static string UndeliveredOperation(string mailId) => $"undelivered/{mailId}";

    /// <summary>Blob of a post of the mail service, by its content.</summary>
    public static string MailEventPost(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..32];

    /// <summary>Partition of what is told of a mail. Ids come back from outside and may hold anything.</summary>
    public static string DeliveryPartition(string mailId) => HashOf(mailId);

    /// <summary>Row of a mark: the same for a repeated one.</summary>
    public static string DeliveryRow(string eventId) => HashOf(eventId);

    /// <summary>Id of a new payment file, the same for a repeated request: at most 35 characters, as ISO 20022 wants.</summary>
    public static string PaymentFileId(string region, string caller, string idempotencyKey) =>
        PaymentFilePrefix(region) + HashOf(caller + "\n" + idempotencyKey)[..16].ToUpperInvariant();

    /// <summary>What the ids of a region's payment files begin with.</summary>
    public static string PaymentFilePrefix(string region) => $"PF-{region}-";

    /// <summary>Instance id of the orchestration that carries a case.</summary>
    public static string Instance(string reference) => reference;

    /// <summary>Instance id of the orchestration that waits for a request.</summary>
    public static string Instance(string reference, RequestKey request) =>
        string.Create(CultureInfo.InvariantCulture, $"{reference}:{CaseJsonName(request.Ask)}-{request.Number}");

    /// <summary>Instance id of the orchestration that carries one part of the procedure of a case.</summary>
    public static string Instance(string reference, string part) => $"{reference}:{part}";

    /// <summary>Instance id of the orchestration that checks a document.</summary>
    public static string Screening(string reference, string documentId) => $"{reference}:screening-{documentId}";

    /// <summary>Instance id of the orchestration that sends the digests of a day.</summary>
    public static string Digest(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"digest-{day:yyyyMMdd}");

    /// <summary>Instance id of the orchestration that reviews the due dates of every case on a day.</summary>
    public static string DueDatesReview(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"due-dates-{day:yyyyMMdd}");

    /// <summary>Instance id of the orchestration that reviews them after a confirmation.</summary>
    public static string DueDatesReview(int year, string feast, int confirmation) =>
        string.Create(CultureInfo.InvariantCulture, $"due-dates-{FeastPartition(year, feast)}-{confirmation}");

    /// <summary>Instance id of the orchestration that erases what is due on a day.</summary>
    public static string RetentionReview(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"retention-{day:yyyyMMdd}");

    /// <summary>Instance id of the orchestration that asks for renewals on a day.</summary>
    public static string RenewalReview(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"renewals-{day:yyyyMMdd}");

    /// <summary>Id of the meeting of a committee on a day, and of the orchestration that holds it.</summary>
    public static string Meeting(string region, DateOnly on) => string.Create(CultureInfo.InvariantCulture, $"meeting-{region}-{on:yyyyMMdd}");

    /// <summary>Row of a meeting among those of its committee.</summary>
    public static string MeetingRow(DateOnly on) => on.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Name of the minutes of a meeting.</summary>
    public static string MinutesOf(string meeting) => meeting + ".pdf";

    /// <summary>Id of the mail that calls a member to a meeting (0) or reminds of it (from 1).</summary>
    public static string MeetingMail(string meeting, string seat, string mailbox, int reminder) =>
        string.Create(CultureInfo.InvariantCulture, $"{MeetingMember(meeting, seat, mailbox)}{reminder}");

    /// <summary>What the ids of every mail to a member about a meeting begin with.</summary>
    public static string MeetingMember(string meeting, string seat, string mailbox) => $"{meeting}-{seat}-{HashOf(mailbox.ToLowerInvariant())[..8]}-";

    /// <summary>The meeting that a mail is about, and the seat that it went to; null for other mails.</summary>
    public static (string Region, DateOnly On, string Seat)? MeetingOfMail(string mailId) =>
        mailId.Split('-') is ["meeting", { Length: 2 } region, var day, .. var seat, { Length: 8 }, _] && seat.Length > 0
        && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly on)
            ? (region, on, string.Join('-', seat))
            : null;

    /// <summary>Instance id of the orchestration that calls an alternate to a meeting, because a mail did not arrive.</summary>
    public static string AlternateCall(string mailId) => $"{mailId}:alternate";

    /// <summary>
    /// Id of the mail that answers somebody's answer to the mail about a meeting, and of the orchestration that sends it: one a day,
    /// so that no machine is written to for ever.
    /// </summary>
    public static string AgendaAnswer(string meeting, string mailbox, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"answer-{meeting}-{HashOf(mailbox.ToLowerInvariant())[..8]}-{day:yyyyMMdd}");

    /// <summary>Id of the mail that tells a region's office what waits on a day.</summary>
    public static string DigestMail(string region, DateOnly day) => $"{Digest(day)}-{region}";

    /// <summary>Key of an envelope: year and region, <c>2026-10</c>.</summary>
    public static string Envelope(int year, string region) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{region}");

    private static string CaseJsonName<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
