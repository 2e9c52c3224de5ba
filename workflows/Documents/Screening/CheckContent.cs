using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Inspection;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>Searches a document's text for its applicant and for dates, so that one of another enterprise or an expired one is pointed out.</summary>
public sealed class CheckContent(DocumentOpener opener, Procedure procedure, IOptions<InspectionLimits> limits)
{
    /// <summary>Checks it. The text itself goes nowhere.</summary>
    [Function(nameof(CheckContent))]
    public async Task<CheckReport> Run([ActivityTrigger] DocumentOfCase wanted, CancellationToken cancellation)
    {
        await using OpenedDocument opened = await opener.OpenToInspectAsync(wanted, cancellation);
        Inspected inspected = CheckStructure.Look(opened, procedure, limits.Value);
        if (inspected.Report.Outcome == CheckOutcome.Failed)
        {
            // What does not open is not searched; that it does not is the other check's to say.
            return CheckReport.Of(AutomaticCheck.Content);
        }

        Circumstances now = await procedure.CircumstancesOfAsync(opened.File, cancellation);
        ApplicationForm form = opened.File.Form;
        return TextSearch.Of(
            inspected.Text, new SearchedFor(form.Ice, form.Rib, form.Name, now.Rules.Document(opened.Document.Kind)), now.Today);
    }
}
