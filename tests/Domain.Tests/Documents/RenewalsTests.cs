using CsCheck;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Documents;

public sealed class RenewalsTests
{
    // The sample's papers are all issued on 20 January 2026: at a payment, taxes hold for 90 days and a RIB for six months.
    private static readonly DateOnly s_issued = new(2026, 1, 20);

    [Fact]
    public void What_holds_long_enough_is_not_asked_for_again() => Ask(SampleCases.In(S.ProofAwaited)).ChangesNothing();

    [Fact]
    public void What_expires_within_the_time_that_a_renewal_takes_is_asked_for_again_without_stopping_the_case()
    {
        // 90 days from 20 January are 20 April; twenty days before are 31 March.
        Ask(SampleCases.In(S.ProofReceived).After(69)).ChangesNothing();
        SampleCase near = SampleCases.In(S.ProofReceived).After(71);

        RenewalRequested asked = Ask(near).Fact<RenewalRequested>();

        Assert.Equal((Moment.Payment, 1, true), (asked.For, asked.Tranche, asked.OfAdministration));
        Assert.Equal(["tax-attestation"], asked.Kinds);
        Assert.Equal(S.ProofReceived, near.Do(Renewals.Ask).File.State);
    }

    [Fact]
    public void What_the_applicant_has_is_asked_of_the_applicant_and_what_an_administration_has_of_the_office()
    {
        SampleCase late = SampleCases.In(S.ProofReceived).After(170);

        RenewalRequested[] asked = [.. Ask(late).Events.Cast<RenewalRequested>()];

        Assert.Equal([false, true], asked.Select(one => one.OfAdministration));
        Assert.Equal(["rib-certificate", "tax-attestation"], asked.SelectMany(one => one.Kinds));
    }

    [Fact]
    public void What_is_asked_for_is_not_asked_for_again_before_it_came_and_is_when_that_expires_too()
    {
        SampleCase asked = SampleCases.In(S.ProofReceived).After(100).Do(Renewals.Ask);
        SampleCase supplied = asked.Do((file, now) => Verdicts.Supply(file, new DocumentSupplied("tax-attestation", now.Today), SampleCase.Officer, now));

        Ask(asked.After(5)).ChangesNothing();
        Ask(supplied).ChangesNothing();
        Assert.Null(Renewals.OpenFor(supplied.File, "tax-attestation"));
        Assert.Contains("tax-attestation", KindsOf(Ask(supplied.After(75))));
    }

    [Fact]
    public void While_a_proof_is_awaited_for_months_one_request_is_enough()
    {
        SampleCase asked = SampleCases.In(S.ProofAwaited).After(100).Do(Renewals.Ask);
        SampleCase supplied = asked.Do((file, now) => Verdicts.Supply(file, new DocumentSupplied("tax-attestation", now.Today), SampleCase.Officer, now));

        Assert.DoesNotContain("tax-attestation", KindsOf(Ask(supplied.After(85))));
    }

    [Fact]
    public void A_document_for_the_committee_is_asked_for_again_before_the_committee_sits()
    {
        SampleCase check = SampleCases.In(S.DocumentCheck).File.Documents.Aggregate(SampleCases.In(S.DocumentCheck), (soFar, document) =>
            soFar.Do((file, now) => Verdicts.Judge(
                file,
                document.Id,
                document.Kind == "tax-attestation" ? new GivenVerdict(true, IssuedOn: s_issued.AddDays(-350)) : SampleCase.Accepted(now),
                SampleCase.Officer,
                now)));
        SampleCase committee = check.Do((file, now) => DocumentCheck.Conclude(file, now.Rules)).Do(Domain.Committees.Reviews.Open);

        RenewalRequested asked = Ask(committee).Fact<RenewalRequested>();

        Assert.Equal((Moment.Committee, "tax-attestation"), (asked.For, Assert.Single(asked.Kinds)));
        Assert.Equal(S.Committee, committee.Do(Renewals.Ask).File.State);
    }

    [Fact]
    public void A_renewal_is_brought_and_judged_in_whatever_state_the_case_is()
    {
        SampleCase asked = SampleCases.In(S.ServiceVerified).After(170).Do(Renewals.Ask);

        Applications.Receive(asked.File, SampleCase.Document(asked.File, "statutes"), asked.Rules).RefusedWith(RefusalCodes.NotInThisState, null, "ServiceVerified");
        SampleCase brought = asked.Bring("rib-certificate");
        Verdicts.Judge(brought.File, "d1", new GivenVerdict(true), SampleCase.Officer, brought.Circumstances)
            .RefusedWith(RefusalCodes.NotInThisState, null, "ServiceVerified");
        SampleCase accepted = AcceptLast(brought);

        Assert.Equal(S.ServiceVerified, accepted.File.State);
        Assert.Null(Renewals.OpenFor(accepted.File, "rib-certificate"));
        Assert.NotNull(Renewals.OpenFor(accepted.File, "tax-attestation"));
    }

    [Fact]
    public void Nothing_is_paid_on_a_paper_that_no_longer_holds_and_the_visa_follows_when_it_is_renewed()
    {
        SampleCase ordered = SampleCases.In(S.PaymentOrdered).After(91).Do(Renewals.Ask);

        Visa(ordered).RefusedWith(RefusalCodes.DocumentExpired, "documents", "tax-attestation", "2026-04-20");
        SampleCase renewed = ordered.Do((file, now) => Verdicts.Supply(file, new DocumentSupplied("tax-attestation", now.Today), SampleCase.Officer, now));
        Visa(renewed).Fact<PaymentVisaed>();
    }

    [Fact]
    public void On_its_last_day_a_paper_still_holds() => Visa(SampleCases.In(S.PaymentOrdered).After(90)).Fact<PaymentVisaed>();

    [Fact]
    public void Whoever_renews_when_asked_is_never_kept_from_a_payment_by_an_expired_paper() => Gen.Int[0, 400].Sample(days =>
    {
        SampleCase ordered = SampleCases.In(S.PaymentOrdered).After(days).Do(Renewals.Ask);

        SampleCase renewed = ordered.File.Renewals.Aggregate(ordered, (soFar, asked) => asked.OfAdministration
            ? soFar.Do((file, now) => Verdicts.Supply(file, new DocumentSupplied(asked.Kind, now.Today), SampleCase.Officer, now))
            : AcceptLast(soFar.Bring(asked.Kind)));

        Visa(renewed).Fact<PaymentVisaed>();
        Ask(renewed).ChangesNothing();
    });

    [Theory]
    [InlineData(S.Draft)]
    [InlineData(S.Submitted)]
    [InlineData(S.WaitingList)]
    [InlineData(S.ConventionToSign)]
    [InlineData(S.PaymentVisaed)]
    [InlineData(S.PaymentSent)]
    [InlineData(S.Closed)]
    [InlineData(S.Withdrawn)]
    public void Nothing_is_asked_for_where_no_moment_lies_ahead(CaseState state) => Ask(SampleCases.In(state).After(500)).ChangesNothing();

    private static Outcome Ask(SampleCase sample) => Renewals.Ask(sample.File, sample.Circumstances);

    private static IEnumerable<string> KindsOf(Outcome outcome) => outcome.Events.OfType<RenewalRequested>().SelectMany(asked => asked.Kinds);

    private static SampleCase AcceptLast(SampleCase brought) => brought.Do((file, now) =>
        Verdicts.Judge(file, file.Documents[^1].Id, SampleCase.Accepted(now), SampleCase.Officer, now));

    private static Outcome Visa(SampleCase ordered) =>
        Payouts.Visa(ordered.File, 1, SampleCases.Accountant, ordered.Circumstances);
}
