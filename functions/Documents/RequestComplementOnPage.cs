using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>Takes an officer's request of the complement, from the page of the case.</summary>
public sealed class RequestComplementOnPage(CaseForms forms)
{
    [Function(nameof(RequestComplementOnPage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications/{reference}/complement-request")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        forms.TakeAsync(
            request,
            reference,
            _ => "complement-form",
            (file, fields, asked) =>
                FreeText.Check(fields["note"], "note")
                ?? Read(fields).Select(item => FreeText.Check(item.Note, "note-" + item.Kind)).FirstOrDefault(refused => refused is not null)
                ?? Complements.Request(file, Typed(fields, "note"), Read(fields), asked.Now),
            cancellation);

    private static ComplementItem[] Read(IFormCollection fields) =>
        [.. fields["item"].OfType<string>().Distinct().Select(kind => new ComplementItem(kind, Typed(fields, "note-" + kind)))];

    private static string? Typed(IFormCollection fields, string name) => ((string?)fields[name])?.Trim() is { Length: > 0 } typed ? typed : null;
}
