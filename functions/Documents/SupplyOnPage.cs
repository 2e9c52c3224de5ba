using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>Takes an officer's mark that another administration supplies a document, from the page of the case.</summary>
public sealed class SupplyOnPage(CaseForms forms)
{
    [Function(nameof(SupplyOnPage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications/{reference}/supplied-documents")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        forms.TakeAsync(
            request,
            reference,
            fields => "supply-" + fields["kind"],
            (file, fields, asked) => FreeText.Check(fields["note"], "note")
                ?? CaseForms.CheckDate(fields, "issuedOn")
                ?? CaseForms.CheckDate(fields, "expiresOn")
                ?? Verdicts.Supply(file, Read(fields), asked.Caller.Id, asked.Now),
            cancellation);

    private static DocumentSupplied Read(IFormCollection fields) => new(
        (string?)fields["kind"] ?? "",
        CaseForms.DateOf(fields, "issuedOn"),
        CaseForms.DateOf(fields, "expiresOn"),
        string.IsNullOrWhiteSpace(fields["note"]) ? null : fields["note"].ToString().Trim());
}
