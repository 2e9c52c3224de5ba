using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using S = Tasdir.Domain.Documents.RequirementStatus;

namespace Tasdir.Domain.Tests.Documents;

public sealed class RequirementsTests
{
    private static readonly ProgrammeRules s_rules = Programmes.All[^1];
    private static readonly Scheme s_scheme = s_rules.Scheme("first-export");
    private static readonly DateOnly s_day = new(2026, 3, 2);

    [Fact]
    public void At_submission_everything_asked_of_the_kind_is_missing_until_it_is_brought()
    {
        IReadOnlyList<RequiredDocument> asked = Of(Moment.Submission);

        Assert.All(asked, document => Assert.Equal(S.Missing, document.Status));
        Assert.Equal(asked.Count(document => document.Requirement.Required), asked.Count(document => document.IsLacking));
        Assert.Contains(asked, document => document is { Kind.Code: "rib-certificate", IsForApplicant: true });
        Assert.Contains(asked, document => document is { Kind.Code: "tax-attestation", IsForApplicant: false }); // another administration has it
        Assert.Contains(asked, document => document.Kind.Code == "statutes");
        Assert.DoesNotContain(Of(Moment.Submission, ApplicantKind.Artisan), document => document.Kind.Code == "statutes");
        Assert.DoesNotContain(Of(Moment.Submission, null), document => document.Kind.Code == "statutes");
    }

    [Theory]
    [InlineData("2025-12-02", S.Held)] // three months: to 2 March
    [InlineData("2025-12-01", S.Expired)]
    [InlineData(null, S.DateNeeded)]
    public void An_extract_holds_three_months_from_its_issue(string? issued, S status) => Assert.Equal(
        status, Status(Of(Moment.Submission, brought: [new BroughtDocument("register-extract", Day(issued))]), "register-extract"));

    [Theory]
    [InlineData("2026-03-01", S.Expired)]
    [InlineData("2026-03-02", S.Expiring)]
    [InlineData("2026-03-31", S.Expiring)]
    [InlineData("2026-04-01", S.Held)]
    [InlineData(null, S.DateNeeded)]
    public void A_card_holds_to_the_date_on_it_and_is_expiring_when_it_does_not_hold_until_the_day_ahead(string? expires, S status)
    {
        RequiredDocument card = Find(
            Of(Moment.Submission, brought: [new BroughtDocument("signatory-id", s_day, Day(expires))], until: new DateOnly(2026, 4, 1)), "signatory-id");

        Assert.Equal((status, Day(expires)), (card.Status, card.LastDay));
        Assert.Equal(status is S.Expired or S.DateNeeded, card.IsLacking);
    }

    [Fact]
    public void What_nothing_ends_holds_without_a_date() => Assert.Equal(
        S.Held, Status(Of(Moment.Submission, brought: [new BroughtDocument("statutes")]), "statutes"));

    [Fact]
    public void Of_a_kind_the_last_one_counts() => Assert.Equal(S.Expired, Status(
        Of(Moment.Submission, brought: [new("register-extract", s_day), new("register-extract", s_day.AddMonths(-6))]), "register-extract"));

    [Theory]
    [InlineData(-90, S.Held)]
    [InlineData(-91, S.Expired)]
    public void At_a_payment_an_attestation_that_was_brought_does_while_it_holds_for_a_payment(int days, S status)
    {
        BroughtDocument[] brought = [new("tax-attestation", s_day.AddDays(days))];

        Assert.Equal(S.Held, Status(Of(Moment.Submission, brought: brought), "tax-attestation"));
        Assert.Equal(status, Status(Of(Moment.Payment, brought: brought, tranche: 2), "tax-attestation"));
    }

    [Fact]
    public void What_a_payment_asks_afresh_was_brought_for_that_tranche()
    {
        BroughtDocument[] brought = [new("expense-proof", s_day, Tranche: 1)];

        Assert.DoesNotContain(Of(Moment.Payment, tranche: 1), document => document.Kind.Code == "expense-proof");
        Assert.Equal(S.Missing, Status(Of(Moment.Payment, brought: brought, tranche: 2), "expense-proof"));
        Assert.Equal(S.Held, Status(Of(Moment.Payment, brought: [.. brought, new("expense-proof", s_day, Tranche: 2)], tranche: 2), "expense-proof"));
    }

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static S Status(IReadOnlyList<RequiredDocument> documents, string kind) => Find(documents, kind).Status;

    private static RequiredDocument Find(IReadOnlyList<RequiredDocument> documents, string kind) =>
        Assert.Single(documents, document => document.Kind.Code == kind);

    private static IReadOnlyList<RequiredDocument> Of(
        Moment at, ApplicantKind? applicant = ApplicantKind.Cooperative, BroughtDocument[]? brought = null, int? tranche = null, DateOnly? until = null) =>
        Requirements.Of(s_scheme, applicant, at, tranche, brought ?? [], s_rules, s_day, until ?? s_day);
}
