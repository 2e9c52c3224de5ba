using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Documents;

public sealed class KeptDocumentsTests
{
    [Fact]
    public void What_was_accepted_in_an_earlier_case_and_still_holds_is_offered()
    {
        IReadOnlyList<OfferedDocument> offers = Offers(Earlier(), draft => draft);

        Assert.Equal(
            ["ice-attestation", "register-extract", "rib-certificate", "signatory-id", "statutes", "tax-attestation"],
            offers.Select(offer => offer.Received.Kind).Order());
        OfferedDocument rib = offers.Single(offer => offer.Received.Kind == "rib-certificate");
        Assert.Equal((new DateOnly(2026, 1, 20), new DateOnly(2026, 7, 20)), (rib.From.IssuedOn!.Value, rib.LastDay!.Value));
    }

    [Theory]
    [InlineData("action-plan")]
    [InlineData("sworn-statement")]
    public void What_is_made_for_one_application_is_made_anew_for_the_next(string kind) =>
        Assert.DoesNotContain(Offers(Earlier(), draft => draft), offer => offer.Received.Kind == kind);

    [Fact]
    public void What_no_longer_holds_is_not_offered() =>
        Assert.DoesNotContain(Offers(Earlier(), draft => draft.After(182)), offer => offer.Received.Kind is "rib-certificate" or "register-extract");

    [Fact]
    public void What_holds_for_a_time_of_which_nobody_knows_the_end_is_not_offered()
    {
        SampleCase judged = SampleCases.In(S.Draft).BringFile().Bring("certificates").Do(Applications.Submit).Record(new CheckOpened())
            .Record(new DocumentAccepted("d9"));

        Assert.Equal(("certificates", Verdict.Accepted), (judged.File.Documents[8].Kind, judged.File.Documents[8].Verdict));
        Assert.DoesNotContain(Offers(judged.File with { Reference = "TSD-2025-10-EARLY0" }, draft => draft), offer => offer.Received.Kind == "certificates");
    }

    [Fact]
    public void What_is_there_already_is_not_offered() =>
        Assert.DoesNotContain(Offers(Earlier(), draft => draft.Bring("statutes")), offer => offer.Received.Kind == "statutes");

    [Fact]
    public void What_was_refused_or_never_judged_is_not_offered()
    {
        Assert.Empty(Offers(SampleCases.In(S.DocumentCheck).File, draft => draft));
        Assert.DoesNotContain(Offers(SampleCases.In(S.DocumentCheck).Judge(refused: "statutes").File, draft => draft), offer => offer.Received.Kind == "statutes");
    }

    [Fact]
    public void Nothing_of_another_applicant_or_of_another_enterprise_is_offered()
    {
        Assert.Empty(Offers(Earlier() with { Applicant = "applicant-2" }, draft => draft));
        Assert.Empty(Offers(Earlier() with { Form = SampleForm.Complete with { Ice = "001561191000066" } }, draft => draft));
        Assert.Empty(Offers(Earlier() with { Form = SampleForm.Complete with { Ice = null } }, draft => draft));
    }

    [Fact]
    public void Of_several_cases_the_latest_document_is_offered()
    {
        CaseFile older = Earlier();
        SampleCase later = SampleCase.Begin().After(30).BringFile().Do(Applications.Submit).Record(new CheckOpened()).Judge();
        CaseFile newer = later.File with { Reference = "TSD-2026-10-NEWER0" };

        IReadOnlyList<OfferedDocument> offers = KeptDocuments.OffersFor(Draft.File, [newer, older], Draft.After(31).Circumstances);

        Assert.All(offers, offer => Assert.Equal("TSD-2026-10-NEWER0", offer.From.Reference));
    }

    [Fact]
    public void A_file_that_is_submitted_takes_nothing_over() =>
        Assert.Empty(KeptDocuments.OffersFor(SampleCases.In(S.DocumentCheck).File with { Reference = "TSD-2026-10-OTHER0" }, [Earlier()], Draft.Circumstances));

    private static SampleCase Draft => SampleCase.Begin();

    private static CaseFile Earlier() => SampleCases.In(S.Admissible).File with { Reference = "TSD-2025-10-EARLY0" };

    private static IReadOnlyList<OfferedDocument> Offers(CaseFile earlier, Func<SampleCase, SampleCase> change) =>
        change(Draft) is var draft ? KeptDocuments.OffersFor(draft.File, [earlier], draft.Circumstances) : [];
}
