using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;

namespace Tasdir.Functions.Documents;

/// <summary>A document as the API shows it.</summary>
public sealed record DocumentView(
    string Id,
    string Kind,
    string FileName,
    string ContentType,
    long Bytes,
    string Sha256,
    DateTimeOffset ReceivedAt,
    bool Checked,
    bool Usable,
    IReadOnlyList<CheckReport> Checks,
    Verdict Verdict,
    RefusalReason? Code,
    string? Reason,
    DateOnly? IssuedOn,
    DateOnly? ExpiresOn,
    KeptDocument? KeptFrom,
    DateTimeOffset? ErasedAt)
{
    /// <summary>The view of a document. Where else its content was used is no business of who brought it.</summary>
    public static DocumentView Of(CaseDocument document, bool toOfficial) => new(
        document.Id,
        document.Kind,
        document.Received.FileName,
        document.Received.ContentType,
        document.Received.Bytes,
        document.Received.Sha256,
        document.ReceivedAt,
        document.IsScreened,
        document.IsUsable,
        [.. document.Reports.Where(report => toOfficial || report.Check != AutomaticCheck.Copies)],
        document.Verdict,
        document.Code,
        document.Reason,
        document.IssuedOn,
        document.ExpiresOn,
        document.Received.KeptFrom,
        document.ErasedAt);
}

/// <summary>The complement as the API shows it.</summary>
public sealed record ComplementView(
    IReadOnlyList<string> Kinds, string? Note, DateOnly DueOn, DateTimeOffset? AnsweredAt, IReadOnlyList<ComplementItemView> Items)
{
    /// <summary>The view of a case's complement; null while there is none.</summary>
    public static ComplementView? Of(CaseFile file) => file.Complement is not { } complement ? null : new ComplementView(
        complement.Kinds,
        complement.Note,
        complement.DueOn,
        complement.AnsweredAt,
        [.. complement.Items.Select(item => new ComplementItemView(item.Kind, item.Note, complement.AnswerTo(item.Kind, file)?.Id))]);
}

/// <summary>One thing that a complement asks for, and the document that answers it; null while none does.</summary>
public sealed record ComplementItemView(string Kind, string? Note, string? DocumentId);

/// <summary>A document that another administration supplied, as the API shows it.</summary>
public sealed record SuppliedView(string Kind, DateOnly? IssuedOn, DateOnly? ExpiresOn, DateTimeOffset At);

/// <summary>A document that is asked for again because it expires, as the API shows it.</summary>
public sealed record RenewalView(string Kind, Moment For, int? Tranche, DateOnly DueOn, bool OfAdministration)
{
    /// <summary>What is awaited in a case.</summary>
    public static IReadOnlyList<RenewalView> OpenIn(CaseFile file) =>
    [
        .. file.Renewals.Select(renewal => renewal.Kind).Distinct().Select(kind => Renewals.OpenFor(file, kind)).OfType<Renewal>()
            .Select(renewal => new RenewalView(renewal.Kind, renewal.For, renewal.Tranche, renewal.DueOn, renewal.OfAdministration)),
    ];
}
