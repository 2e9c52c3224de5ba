using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tasdir.Domain.Cases;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>Gives out a letter that is kept with its case.</summary>
public sealed class ServedLetter(LetterStore letters)
{
    /// <summary>A letter of the case, or null.</summary>
    public static FiledLetter? Find(CaseFile file, string mailId) => file.FiledLetters.Find(letter => letter.MailId == mailId);

    /// <summary>The letter, to be saved.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CaseFile file, FiledLetter letter, CancellationToken cancellation)
    {
        BinaryData content = await ReadAsync(file.Reference, letter, cancellation);
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        return Results.Bytes(
            content.ToMemory(), "application/pdf", $"{letter.MailId}.pdf", entityTag: new EntityTagHeaderValue($"\"{letter.Sha256}\""));
    }

    /// <summary>The content of a letter, as the log says it is.</summary>
    /// <exception cref="InvalidDataException">It is another than the one that was filed.</exception>
    public async Task<BinaryData> ReadAsync(string reference, FiledLetter letter, CancellationToken cancellation)
    {
        BinaryData content = await letters.ReadAsync(reference, letter.MailId, cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == letter.Sha256
            ? content
            : throw new InvalidDataException($"The letter {letter.MailId} is not the one that was filed.");
    }
}
