using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Payments;

public sealed class PayoutsTests
{
    private static readonly string[] s_people = [SampleCases.Preparer, SampleCases.Verifier, SampleCases.Authoriser, SampleCases.Accountant];

    [Fact]
    public void The_convention_has_the_scheme_s_tranches_and_thirty_days_to_be_signed()
    {
        SampleCase reserved = SampleCases.In(S.FundsReserved);

        ConventionIssued issued = Conventions.Issue(reserved.File, reserved.Circumstances).Fact<ConventionIssued>();

        Assert.Equal([Money.FromMad(57_600), Money.FromMad(86_400)], issued.Tranches);
        Assert.Equal(new DateOnly(2026, 2, 19), issued.DueOn);
    }

    [Fact]
    public void A_convention_is_signed_with_a_name()
    {
        CaseFile toSign = SampleCases.In(S.ConventionToSign).File;

        Conventions.Sign(toSign, " ").RefusedWith(RefusalCodes.FieldRequired, "signatory");
        Assert.Equal("Fatma Aït Bella", Conventions.Sign(toSign, " Fatma Aït Bella ").Fact<ConventionSigned>().Signatory);
    }

    [Fact]
    public void Tranches_open_one_after_the_other_each_once_and_no_further_than_the_convention()
    {
        SampleCase signed = SampleCases.In(S.ConventionSigned);
        SampleCase first = SampleCases.In(S.TrancheSettled);
        SampleCase last = SampleCases.SettleNext(first);

        Assert.Equal(new TrancheOpened(1, new(2026, 7, 20)), Open(signed, 1).Fact<TrancheOpened>()); // the 180th day is a Sunday
        Open(signed, 2).RefusedWith(RefusalCodes.TrancheNotOpen);
        Open(first, 1).ChangesNothing();
        Open(first, 2).Fact<TrancheOpened>();
        Open(last, 3).RefusedWith(RefusalCodes.TrancheNotOpen);

        static Outcome Open(SampleCase file, int tranche) => Payouts.Open(file.File, tranche, file.Circumstances);
    }

    [Fact]
    public void A_tranche_is_asked_for_when_its_documents_are_there_and_is_to_be_paid_in_sixty_days()
    {
        SampleCase open = SampleCases.In(S.ProofAwaited);
        SampleCase brought = open.Bring("commitment-letter");

        Request(open, 1).RefusedWith(RefusalCodes.DocumentMissing, "documents", "commitment-letter");
        Request(open.Bring("expense-proof"), 1).RefusedWith(RefusalCodes.DocumentMissing, "documents", "commitment-letter");
        Request(brought, 2).RefusedWith(RefusalCodes.TrancheNotOpen);
        Assert.Equal(new TrancheRequested(1, new(2026, 3, 23)), Request(brought, 1).Fact<TrancheRequested>());
        Request(SampleCases.In(S.ProofReceived), 1).RefusedWith(RefusalCodes.TrancheNotOpen);
    }

    [Fact]
    public void After_a_refused_proof_only_what_came_later_counts()
    {
        SampleCase refused = SampleCases.In(S.PaymentPrepared).After(3)
            .Do((file, now) => Payouts.Verify(file, 1, accepted: false, " Facture illisible ", SampleCases.Verifier, now));

        Assert.Equal(("Facture illisible", new DateOnly(2026, 7, 22)), (refused.File.Tranches[0].Refusal, refused.File.DueOn!.Value));
        Request(refused, 1).RefusedWith(RefusalCodes.DocumentMissing, "documents", "commitment-letter");
        Request(refused.Bring("commitment-letter"), 1).Fact<TrancheRequested>();
    }

    [Fact]
    public void A_payment_is_prepared_for_the_whole_tranche_and_the_applicant_s_own_account() => Assert.Equal(
        new PaymentPrepared(1, $"{SampleCase.Reference}-T1-G1", Money.FromMad(57_600), SampleForm.Complete.Rib!, "p"),
        Payouts.Prepare(SampleCases.In(S.ProofReceived).File, 1, "p").Fact<PaymentPrepared>());

    [Theory]
    [InlineData(S.PaymentPrepared)]
    [InlineData(S.ServiceVerified)]
    [InlineData(S.PaymentOrdered)]
    public void The_four_steps_of_a_payment_are_done_by_four_persons(CaseState after)
    {
        SampleCase before = SampleCases.In(after);
        int done = after - S.PaymentPrepared + 1;

        Assert.All(s_people.Take(done), person => Next(before, person).RefusedWith(RefusalCodes.SamePerson));
        Assert.All(s_people.Skip(done).Append("somebody-else"), person => Assert.Single(Next(before, person).Events));
    }

    [Fact]
    public void Whoever_prepared_does_not_refuse_the_proof_either() =>
        Verify(SampleCases.In(S.PaymentPrepared), false, "Facture illisible", SampleCases.Preparer).RefusedWith(RefusalCodes.SamePerson);

    [Fact]
    public void A_proof_is_refused_with_a_reason() =>
        Verify(SampleCases.In(S.PaymentPrepared), false, " ", SampleCases.Verifier).RefusedWith(RefusalCodes.ReasonRequired, "reason");

    [Theory]
    [InlineData(S.ProofAwaited, 1)]
    [InlineData(S.ProofReceived, 2)]
    [InlineData(S.TrancheSettled, 1)]
    [InlineData(S.Closed, 2)]
    [InlineData(S.Approved, 1)]
    public void Nothing_is_paid_on_a_tranche_that_is_not_open(CaseState state, int tranche)
    {
        SampleCase file = SampleCases.In(state);

        Payouts.Prepare(file.File, tranche, "p").RefusedWith(RefusalCodes.TrancheNotOpen);
        Payouts.Verify(file.File, tranche, true, null, "v", file.Circumstances).RefusedWith(RefusalCodes.TrancheNotOpen);
        Payouts.Order(file.File, tranche, "o").RefusedWith(RefusalCodes.TrancheNotOpen);
        Payouts.Visa(file.File, tranche, "a", file.Circumstances).RefusedWith(RefusalCodes.TrancheNotOpen);
    }

    [Fact]
    public void A_payment_goes_into_one_file()
    {
        SampleCase visaed = SampleCases.In(S.PaymentVisaed);

        Assert.Equal(new PaymentSent(1, $"{SampleCase.Reference}-T1-G1", "PF-1"), Payouts.Send(visaed.File, "PF-1").Fact<PaymentSent>());
        Payouts.Send(SampleCases.In(S.PaymentSent).File, "PF-2").RefusedWith(RefusalCodes.NotInThisState, null, "PaymentSent");
        Payouts.Send(SampleCases.In(S.PaymentOrdered).File, "PF-2").RefusedWith(RefusalCodes.NotInThisState, null, "PaymentOrdered");
    }

    [Fact]
    public void The_bank_settles_or_returns_the_payment_that_is_on_its_way()
    {
        CaseFile sent = SampleCases.In(S.PaymentSent).File;
        string id = sent.Tranches[0].EndToEndId!;

        Assert.Equal(new PaymentSettled(1, id), Payouts.Answer(sent, id, true, null).Fact<PaymentSettled>());
        Assert.Equal(new PaymentReturned(1, id, "AC04"), Payouts.Answer(sent, id, false, "AC04").Fact<PaymentReturned>());
        Assert.Equal("NARR", Payouts.Answer(sent, id, false, null).Fact<PaymentReturned>().Reason);
    }

    [Fact]
    public void An_answer_for_another_or_an_earlier_payment_or_a_second_one_is_refused()
    {
        SampleCase settled = SampleCases.In(S.TrancheSettled);
        SampleCase returned = SampleCases.In(S.PaymentReturned);
        string first = $"{SampleCase.Reference}-T1-G1";

        Refused(SampleCases.In(S.PaymentSent), $"{SampleCase.Reference}-T1-G2");
        Refused(SampleCases.In(S.PaymentSent), "NOTPROVIDED");
        Refused(SampleCases.In(S.PaymentVisaed), first); // not in a file yet
        Refused(settled, first);
        Refused(returned, first);
        Refused(SampleCases.In(S.Closed), first);
        Refused(SendAgain(returned), first); // the second generation is on its way
        Refused(SecondTrancheSent(settled), first);

        static void Refused(SampleCase file, string id)
        {
            Payouts.Answer(file.File, id, true, null).RefusedWith(RefusalCodes.PaymentNotSent);
            Payouts.Answer(file.File, id, false, "AC04").RefusedWith(RefusalCodes.PaymentNotSent);
        }
    }

    [Fact]
    public void Only_a_return_by_the_bank_opens_the_next_generation()
    {
        SampleCase refusedTwice = Refuse(Refuse(SampleCases.In(S.PaymentPrepared)));
        SampleCase returned = SampleCases.In(S.PaymentReturned);

        Assert.Equal($"{SampleCase.Reference}-T1-G1", refusedTwice.File.Tranches[0].EndToEndId);
        SampleCase second = returned.Do((file, _) => Payouts.Prepare(file, 1, SampleCases.Preparer));
        Assert.Equal($"{SampleCase.Reference}-T1-G2", second.File.Tranches[0].EndToEndId);
        Assert.Equal($"{SampleCase.Reference}-T1-G2", Refuse(second).File.Tranches[0].EndToEndId);
        Assert.Equal($"{SampleCase.Reference}-T2-G1", SecondTrancheSent(SampleCases.In(S.TrancheSettled)).File.Tranches[1].EndToEndId);

        // A proof refused and brought again, and the payment prepared anew.
        static SampleCase Refuse(SampleCase prepared) => prepared
            .Do((file, now) => Payouts.Verify(file, 1, accepted: false, "Facture illisible", SampleCases.Verifier, now))
            .After(1).Bring("commitment-letter")
            .Do((file, now) => Payouts.Request(file, 1, now))
            .Do((file, _) => Payouts.Prepare(file, 1, SampleCases.Preparer));
    }

    [Fact]
    public void A_payment_that_came_back_goes_through_all_four_steps_again()
    {
        SampleCase returned = SampleCases.In(S.PaymentReturned);

        Tranche again = returned.Do((file, _) => Payouts.Prepare(file, 1, SampleCases.Verifier)).File.Tranches[0];

        Assert.Equal("AC04", returned.File.Tranches[0].Returned);
        Assert.Equal([SampleCases.Verifier], again.People);
        Assert.Equal((null, null, null), (again.FileId, again.Returned, again.SettledAt));
        Assert.Equal(returned.File.DueOn, again.PayBy);
    }

    [Fact]
    public void A_case_is_closed_when_its_last_tranche_is_paid_and_not_before()
    {
        SampleCase first = SampleCases.In(S.TrancheSettled);

        Payouts.Close(first.File).RefusedWith(RefusalCodes.NotInThisState, null, "TrancheSettled");
        Payouts.Close(SampleCases.SettleNext(first).File).Fact<CaseClosed>();
        Payouts.Close(SampleCases.In(S.Closed).File).ChangesNothing();
        Assert.Equal(Money.FromMad(144_000).Centimes, SampleCases.In(S.Closed).File.Tranches.Sum(tranche => tranche.Amount.Centimes));
    }

    private static Outcome Request(SampleCase open, int tranche) => Payouts.Request(open.File, tranche, open.Circumstances);

    private static Outcome Verify(SampleCase prepared, bool accepted, string? reason, string by) =>
        Payouts.Verify(prepared.File, 1, accepted, reason, by, prepared.Circumstances);

    private static Outcome Next(SampleCase before, string by) => before.File.State switch
    {
        S.PaymentPrepared => Verify(before, accepted: true, null, by),
        S.ServiceVerified => Payouts.Order(before.File, 1, by),
        _ => Payouts.Visa(before.File, 1, by, before.Circumstances),
    };

    private static SampleCase SendAgain(SampleCase returned) => returned
        .Do((file, _) => Payouts.Prepare(file, 1, SampleCases.Preparer))
        .Do((file, now) => Payouts.Verify(file, 1, accepted: true, null, SampleCases.Verifier, now))
        .Do((file, _) => Payouts.Order(file, 1, SampleCases.Authoriser))
        .Do((file, now) => Payouts.Visa(file, 1, SampleCases.Accountant, now))
        .Do((file, _) => Payouts.Send(file, "PF-2"));

    private static SampleCase SecondTrancheSent(SampleCase settled) => settled
        .Do((file, now) => Payouts.Open(file, 2, now)).Bring("expense-proof")
        .Do((file, now) => Payouts.Request(file, 2, now))
        .Do((file, _) => Payouts.Prepare(file, 2, SampleCases.Preparer))
        .Do((file, now) => Payouts.Verify(file, 2, accepted: true, null, SampleCases.Verifier, now))
        .Do((file, _) => Payouts.Order(file, 2, SampleCases.Authoriser))
        .Do((file, now) => Payouts.Visa(file, 2, SampleCases.Accountant, now))
        .Do((file, _) => Payouts.Send(file, "PF-2"));
}
