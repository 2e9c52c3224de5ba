using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Programme;

public sealed class ReadRequiredDocuments(ProgrammeAnswers answers)
{
    [Function(nameof(ReadRequiredDocuments))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/programme/schemes/{scheme}/documents")] HttpRequest request, string scheme)
    {
        string? text = request.Query["applicant"];
        ApplicantKind? kind = EnumText.TryParse(text, out ApplicantKind read) ? read : null;
        return kind is null && text is not null
            ? Problems.Of(request, RequestCodes.QueryInvalid, "applicant")
            : answers.Of(request, rules => rules.TryScheme(scheme) is { } found ? RequiredDocumentView.Of(rules, found, kind) : null);
    }
}

/// <summary>A document that is asked for, and what it must be.</summary>
public sealed record RequiredDocumentView(
    string Code,
    Text Name,
    Moment At,
    bool Required,
    int? Tranche,
    IReadOnlyList<ApplicantKind>? Applicants,
    bool StillValid,
    Validity? Validity,
    DocumentProvider Provider,
    Text Issuer,
    IReadOnlyList<string> Formats,
    long MostBytes,
    Text Basis)
{
    /// <summary>What a scheme asks of a kind of applicant; of every kind when it is null.</summary>
    public static IReadOnlyList<RequiredDocumentView> Of(ProgrammeRules rules, Scheme scheme, ApplicantKind? kind) =>
    [
        .. from asked in scheme.Documents
           where kind is not { } one || asked.Applicants?.Contains(one) != false
           let document = rules.Document(asked.Kind)
           select new RequiredDocumentView(
               document.Code, document.Name, asked.At, asked.Required, asked.Tranche, asked.Applicants, asked.StillValid,
               asked.Validity ?? document.Validity, document.Provider, document.Issuer, document.Formats, document.MostBytes, document.Basis),
    ];
}
