using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Inspection;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Documents;

/// <summary>A file as its sender announces it.</summary>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="FileName">Its name, or null if there is none that can be kept.</param>
/// <param name="ContentType">What it is said to be.</param>
/// <param name="Bytes">Its size, if it is known.</param>
/// <param name="Digests">SHA-256 that it is said to have, lower-case hexadecimal.</param>
public sealed record AnnouncedFile(string Kind, string? FileName, string? ContentType, long? Bytes, IReadOnlyList<string> Digests);

/// <summary>Takes files in, however they come: what can be known before the content is refused before, what cannot leaves nothing behind.</summary>
public sealed class Reception(
    CaseStore store, CaseChanges changes, DocumentStore documents, Procedure procedure, IOptions<UploadOptions> options)
{
    /// <summary>Why a file is not taken, by what is announced of it; null if it may come.</summary>
    public Refusal? Check(AnnouncedFile announced) =>
        FileFormats.ByContentType(announced.ContentType) is null
            ? new Refusal(RequestCodes.ContentTypeUnsupported, "contentType", string.Join(", ", FileFormats.Taken.Select(format => format.ContentType)))
        : announced.FileName is null ? new Refusal(RequestCodes.FileNameInvalid, "fileName")
        : announced.Bytes > options.Value.MaxBytes ? TooLarge(options.Value.MaxBytes)
        : announced.Bytes <= 0 ? new Refusal(RequestCodes.FileEmpty, "bytes")
        : null;

    /// <summary>Why a case does not take a file now. What an operation brought before is answered as it was then, whatever the case asks for now.</summary>
    public async Task<Refusal?> CheckAsync(AnnouncedFile announced, CaseFile file, string operation, CancellationToken cancellation)
    {
        DocumentReceived probe = new("", announced.Kind, "", "", 0, "");
        Refusal? refusal = Applications.Receive(file, probe, procedure.RulesOf(file)) is { IsRefused: true } refused ? refused.Refusals[0]
            : CheckKind(announced, KindOf(announced, file)) is { } wrong ? wrong
            : StateTable.Next(file.State, probe) is null ? new Refusal(RefusalCodes.NotInThisState, null, file.State.ToString())
            : null;
        return refusal is not null && await store.HasDoneAsync(file.Reference, operation, cancellation) ? null : refusal;
    }

    /// <summary>Stores a content and records it as a document.</summary>
    /// <param name="file">The case.</param>
    /// <param name="announced">What was announced, and checked.</param>
    /// <param name="content">The content.</param>
    /// <param name="operation">The operation that records it, made of the name and hash of what came.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Appended> TakeAsync(
        CaseFile file, AnnouncedFile announced, Stream content, Func<StoredFile, Operation> operation, CancellationToken cancellation)
    {
        string id = RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 16);
        string blob = Keys.Document(file.Reference, id);
        long most = LimitOf(KindOf(announced, file));
        StoredFile? stored = await documents.SaveAsync(blob, content, most, cancellation);
        Refusal? refusal = stored is null ? TooLarge(most) : CheckContent(announced, stored);
        Appended appended = refusal is not null
            ? new Appended(null, [refusal])
            : await RecordAsync(file, announced, id, stored!, operation(stored!), cancellation);
        // Nothing keeps a file that no log mentions: refused ones, the second copy that a repeated request brought, and what the case has already.
        if (stored is not null && appended.File?.Documents.Exists(document => document.ContentId == id) != true)
        {
            await documents.DeleteAsync(blob, cancellation);
        }

        return appended;
    }

    private static Refusal? CheckContent(AnnouncedFile announced, StoredFile stored) =>
        stored.Bytes == 0 ? new Refusal(RequestCodes.FileEmpty)
        : announced.Bytes is { } bytes && bytes != stored.Bytes
            ? new Refusal(RequestCodes.FileSizeDiffers, null, Spell(bytes), Spell(stored.Bytes))
        : announced.Digests.Any(digest => digest != stored.Sha256) ? new Refusal(RequestCodes.DigestMismatch)
        : !FileFormats.Agrees(FileFormats.ByContentType(announced.ContentType)!, stored.Head.Span) ? new Refusal(RequestCodes.FileNotWhatItSays)
        : null;

    // The programme says what each kind of document may be; the app's own limit holds for all of them.
    private Refusal? CheckKind(AnnouncedFile announced, DocumentKind kind) =>
        !kind.Formats.Contains(FileFormats.ByContentType(announced.ContentType)!.Code)
            ? new Refusal(RequestCodes.ContentTypeUnsupported, "contentType", string.Join(", ", kind.Formats))
            : announced.Bytes > LimitOf(kind) ? TooLarge(LimitOf(kind))
            : null;

    private Task<Appended> RecordAsync(
        CaseFile file, AnnouncedFile announced, string id, StoredFile stored, Operation operation, CancellationToken cancellation)
    {
        DocumentReceived received = new(
            id,
            announced.Kind,
            announced.FileName!,
            FileFormats.ByContentType(announced.ContentType)!.ContentType,
            stored.Bytes,
            stored.Sha256);
        return changes.ChangeAsync(
            file.Reference, operation, now => Applications.Receive(now, received, procedure.RulesOf(now)), cancellation);
    }

    private DocumentKind KindOf(AnnouncedFile announced, CaseFile file) => procedure.RulesOf(file).Document(announced.Kind);

    private long LimitOf(DocumentKind kind) => Math.Min(options.Value.MaxBytes, kind.MostBytes);

    private static Refusal TooLarge(long most) => new(RequestCodes.FileTooLarge, "bytes", Spell(most / (1024 * 1024)));

    private static string Spell(long number) => number.ToString(CultureInfo.InvariantCulture);
}
