using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>Takes an officer's verdict on a document, from the page of the case.</summary>
public sealed class JudgeOnPage(CaseForms forms)
{
    [Function(nameof(JudgeOnPage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications/{reference}/documents/{documentId}/verdict")] HttpRequest request,
        string reference,
        string documentId,
        CancellationToken cancellation) =>
        forms.TakeAsync(
            request,
            reference,
            fields => (IsAccepted(fields) ? "accept-" : "refuse-") + documentId,
            (file, fields, asked) => FreeText.Check(fields["reason"], "reason")
                ?? CaseForms.CheckDate(fields, "issuedOn")
                ?? CaseForms.CheckDate(fields, "expiresOn")
                ?? Verdicts.Judge(file, documentId, Read(fields), asked.Caller.Id, asked.Now),
            cancellation);

    private static bool IsAccepted(IFormCollection fields) => fields["accepted"] == "true";

    private static GivenVerdict Read(IFormCollection fields) => new(
        IsAccepted(fields),
        EnumText.TryParse(fields["code"], out RefusalReason code) ? code : null,
        fields["reason"],
        CaseForms.DateOf(fields, "issuedOn"),
        CaseForms.DateOf(fields, "expiresOn"));
}
