using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Committees;

/// <summary>Takes an officer's analysis for the committee, from the page of the case.</summary>
public sealed class WriteAnalysisOnPage(CaseForms forms)
{
    [Function(nameof(WriteAnalysisOnPage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications/{reference}/analysis")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        forms.TakeAsync(
            request,
            reference,
            _ => "analysis-form",
            (file, fields, _) => FreeText.Check(fields["text"], "text") ?? Sitting.Analyse(file, fields["text"]),
            cancellation);
}
