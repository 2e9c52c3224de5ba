using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>A document that an applicant brought before and need not bring again.</summary>
/// <param name="From">Where it is, and its dates as an officer accepted them.</param>
/// <param name="Received">The fact of its arrival there.</param>
/// <param name="LastDay">The last day on which it holds; null without end.</param>
/// <param name="Required">Whether the new application is incomplete without it.</param>
public sealed record OfferedDocument(KeptDocument From, DocumentReceived Received, DateOnly? LastDay, bool Required);

/// <summary>What an applicant's earlier cases hold that a new application asks for: nothing that still holds is asked for twice (law 55-19).</summary>
public static class KeptDocuments
{
    /// <summary>
    /// What a draft can take over: of each kind that is asked and not there yet, the latest that an officer accepted in another
    /// case of the same applicant and the same enterprise, and that still holds today.
    /// </summary>
    public static IReadOnlyList<OfferedDocument> OffersFor(CaseFile draft, IEnumerable<CaseFile> others, Circumstances now)
    {
        CaseFile[] own = [.. others.Where(other => other.Reference != draft.Reference && IsOfTheSame(draft, other))];
        return draft.State != CaseState.Draft || own.Length == 0 || draft.Form.Scheme is not { } scheme || now.Rules.TryScheme(scheme) is null ? [] :
        [
            .. from requirement in DocumentCheck.Asked(draft, now.Rules)
               where draft.Latest(requirement.Kind) is null
               let kind = now.Rules.Document(requirement.Kind)
               let offer = own.SelectMany(other => other.Documents.Where(document => IsKept(document, kind, now.Today)).Select(document => (other, document)))
                   .OrderBy(kept => kept.document.ReceivedAt).LastOrDefault()
               where offer.document is not null
               select new OfferedDocument(
                   new KeptDocument(offer.other.Reference, offer.document.Id, offer.document.IssuedOn, offer.document.ExpiresOn),
                   offer.document.Received,
                   kind.Validity?.LastDay(offer.document.IssuedOn, offer.document.ExpiresOn),
                   requirement.Required),
        ];
    }

    private static bool IsOfTheSame(CaseFile draft, CaseFile other) =>
        other.Applicant == draft.Applicant && other.Form.Ice is { } ice && ice == draft.Form.Ice;

    private static bool IsKept(CaseDocument document, DocumentKind kind, DateOnly today) =>
        document.Kind == kind.Code && !kind.PerApplication && document is { Verdict: Verdict.Accepted, IsUsable: true, IsErased: false }
        && (kind.Validity is not { } validity || validity.LastDay(document.IssuedOn, document.ExpiresOn) >= today);
}
