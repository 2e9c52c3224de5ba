using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Cases;

/// <summary>
/// Everything that is kept on a case, as a ZIP (law 09-08, right of access): the case, its log, what happened in both languages, the
/// documents, the letters that notified decisions. It is written to the caller as it is read, and never held whole.
/// </summary>
public sealed class CaseExport(CaseStore store, DocumentStore documents, ServedLetter letters, TimeProvider clock)
{
    private const string Format = "tasdir-export/1";
    private static readonly JsonSerializerOptions s_readable = new(CaseJson.Options) { WriteIndented = true };

    /// <summary>Whether the export is the caller's to have: the applicant's, and an officer's for the applicant.</summary>
    public static bool IsFor(Caller caller, CaseFile file) => caller.MayAct(Role.Applicant, file) || caller.MayAct(Role.Officer, file);

    /// <summary>The answer that carries the export.</summary>
    public IResult Answer(HttpRequest request, Caller caller, CaseFile file)
    {
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        // An entry writes its last few bytes synchronously, whichever way it is closed; its content comes asynchronously.
        request.HttpContext.Features.Get<IHttpBodyControlFeature>()?.AllowSynchronousIO = true;
        return Results.Stream(
            target => WriteAsync(target, caller, file, request.HttpContext.RequestAborted), "application/zip", $"{file.Reference}.zip");
    }

    private async Task WriteAsync(Stream target, Caller caller, CaseFile file, CancellationToken cancellation)
    {
        (IReadOnlyList<string> lines, string head) = (await store.ReadLogAsync(file.Reference, cancellation))!.Value;
        List<ExportedEntry> entries = [];
        List<AbsentDocument> absent = [];
        await using ZipArchive zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        entries.Add(await AddTextAsync(zip, "case.json", JsonSerializer.Serialize(CaseView.Of(file), s_readable), cancellation));
        entries.Add(await AddTextAsync(zip, "log.jsonl", string.Concat(lines.Select(line => LineOf(line) + "\n")), cancellation));
        foreach (string language in (string[])["fr", "ar"])
        {
            Timeline timeline = await ReadTimeline.OfAsync(store, file, CultureInfo.GetCultureInfo(language), cancellation);
            entries.Add(await AddTextAsync(zip, $"timeline.{language}.json", JsonSerializer.Serialize(timeline, s_readable), cancellation));
        }

        foreach ((int index, CaseDocument document) in file.Documents.Index())
        {
            string? whyNot = ServedDocument.WhyNot(caller, file, document.Id)?.Code;
            ExportedEntry? entry = whyNot is null ? await AddDocumentAsync(zip, file, document, index + 1, cancellation) : null;
            if (entry is not null)
            {
                entries.Add(entry);
                continue;
            }

            DocumentReceived received = document.Received;
            // A content whose removal is not yet written down is gone all the same.
            absent.Add(new AbsentDocument(document.Id, document.Kind, received.FileName, received.Sha256, whyNot ?? RequestCodes.DocumentErased));
        }

        foreach (FiledLetter letter in file.FiledLetters)
        {
            await using Stream content = (await letters.ReadAsync(file.Reference, letter, cancellation)).ToStream();
            ExportedEntry entry = await AddAsync(zip, $"letters/{letter.MailId}.pdf", content, CompressionLevel.NoCompression, cancellation);
            entries.Add(entry with { MailId = letter.MailId });
        }

        ExportManifest manifest = new(Format, file.Reference, clock.GetUtcNow(), head, entries, absent);
        await AddTextAsync(zip, "manifest.json", JsonSerializer.Serialize(manifest, s_readable), cancellation);
    }

    private static string LineOf(string line)
    {
        LogEntry entry = LogEntry.FromJson(line);
        return WithheldLine.Holds(entry.Event)
            ? JsonSerializer.Serialize(new WithheldLine(entry.Sequence, TimelineText.TypeOf(entry.Event), LogEntry.HashOf(line)), CaseJson.Options)
            : line;
    }

    private static async Task<ExportedEntry> AddTextAsync(ZipArchive zip, string name, string text, CancellationToken cancellation)
    {
        using MemoryStream content = new(Encoding.UTF8.GetBytes(text));
        return await AddAsync(zip, name, content, CompressionLevel.Optimal, cancellation);
    }

    private async Task<ExportedEntry?> AddDocumentAsync(
        ZipArchive zip, CaseFile file, CaseDocument document, int number, CancellationToken cancellation)
    {
        try
        {
            await using Stream content = await documents.OpenAsync(Keys.Document(file.Reference, document.ContentId), cancellation);
            string given = document.Received.FileName;
            string name = FileNames.IsPlain(given) ? given : document.Id;
            // What applicants bring is compressed already.
            ExportedEntry entry = await AddAsync(
                zip, string.Create(CultureInfo.InvariantCulture, $"documents/{number:000}-{name}"), content, CompressionLevel.NoCompression, cancellation);
            return entry with { DocumentId = document.Id };
        }
        catch (RequestFailedException gone) when (gone.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    private static async Task<ExportedEntry> AddAsync(
        ZipArchive zip, string name, Stream content, CompressionLevel compression, CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[81920];
        long bytes = 0;
        await using Stream entry = await zip.CreateEntry(name, compression).OpenAsync(cancellation);
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            await entry.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return new ExportedEntry(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
