using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.TestKit;

/// <summary>A case in each state, brought there by the rules from the beginning.</summary>
public static class SampleCases
{
    public const string Envelope = "2026-10";
    public const string Preparer = "preparer-1";
    public const string Verifier = "verifier-1";
    public const string Authoriser = "authoriser-1";
    public const string Accountant = "accountant-1";

    /// <summary>A case in a state.</summary>
    public static SampleCase In(CaseState state, ApplicationForm? form = null) => state switch
    {
        S.Draft => SampleCase.Begin(form),
        S.Submitted => In(S.Draft, form).BringFile().Do(Applications.Submit),
        S.DocumentCheck => In(S.Submitted, form).Record(new CheckOpened()),
        S.ComplementRequested => In(S.DocumentCheck, form).Judge(refused: "rib-certificate")
            .Do((file, now) => Complements.Request(file, null, null, now)),
        S.Admissible => In(S.DocumentCheck, form).Judge().Do((file, now) => DocumentCheck.Conclude(file, now.Rules)),
        S.Inadmissible => Expire(In(S.ComplementRequested, form), new(Ask.Complement))
            .Do((file, now) => DocumentCheck.Conclude(file, now.Rules)),
        S.Committee => In(S.Admissible, form).Do(Reviews.Open),
        S.Referred => In(S.Committee, form).Vote(VoteChoice.Conflict).Do(Reviews.Close),
        S.NationalCommittee => In(S.Referred, form).Do(Reviews.Open),
        S.Deferred => In(S.Committee, form).Vote(VoteChoice.Defer, reason: "Avez-vous un acheteur ?").Do(Reviews.Close),
        S.Approved => In(S.Committee, form).Vote(VoteChoice.Approve).Do(Reviews.Close),
        S.PartlyApproved => In(S.Committee, form).Vote(VoteChoice.Approve, Money.FromMad(100_000)).Do(Reviews.Close),
        S.Rejected => In(S.Committee, form).Vote(VoteChoice.Reject, reason: "Le salon n'est pas professionnel.").Do(Reviews.Close),
        S.Appeal => In(S.Rejected, form).Do((file, now) => Reviews.Appeal(file, "Le salon est professionnel : attestation jointe.", now)),
        S.WaitingList => In(S.Approved, form).Record(new PlacedOnWaitingList(Envelope)),
        S.FundsReserved => In(S.Approved, form).Do((file, _) => Outcome.Record(new FundsReserved(Envelope, file.Granted!.Value))),
        S.ConventionToSign => In(S.FundsReserved, form).Do(Conventions.Issue),
        S.ConventionSigned => In(S.ConventionToSign, form).Do((file, _) => Conventions.Sign(file, file.Form.Signatory)),
        S.Closed => SettleNext(In(S.TrancheSettled, form)).Do((file, _) => Payouts.Close(file)),
        S.Withdrawn => In(S.Submitted, form).Do((file, _) => Applications.Withdraw(file)),
        S.Expired => Expire(In(S.ConventionToSign, form), new(Ask.Signature)),
        >= S.ProofAwaited and <= S.TrancheSettled => PayUpTo(state, In(S.ConventionSigned, form)),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The next tranche of a case, from its opening to the bank's answer.</summary>
    public static SampleCase SettleNext(SampleCase before) => PayUpTo(S.TrancheSettled, before);

    /// <summary>A case whose bank has answered for the payment that was sent.</summary>
    public static SampleCase Answer(SampleCase sent, bool settled) => sent.Do((file, _) =>
        Payouts.Answer(file, file.Tranches[^1].EndToEndId!, settled, settled ? null : "AC04"));

    private static SampleCase PayUpTo(CaseState state, SampleCase before)
    {
        int tranche = before.File.Tranches.Count + 1;
        return state switch
        {
            S.ProofAwaited => before.Do((file, now) => Payouts.Open(file, tranche, now)),
            S.ProofReceived => PayUpTo(S.ProofAwaited, before).Bring(tranche == 1 ? "commitment-letter" : "expense-proof")
                .Do((file, now) => Payouts.Request(file, tranche, now)),
            S.PaymentPrepared => PayUpTo(S.ProofReceived, before).Do((file, _) => Payouts.Prepare(file, tranche, Preparer)),
            S.ServiceVerified => PayUpTo(S.PaymentPrepared, before)
                .Do((file, now) => Payouts.Verify(file, tranche, accepted: true, null, Verifier, now)),
            S.PaymentOrdered => PayUpTo(S.ServiceVerified, before).Do((file, _) => Payouts.Order(file, tranche, Authoriser)),
            S.PaymentVisaed => PayUpTo(S.PaymentOrdered, before).Do((file, now) => Payouts.Visa(file, tranche, Accountant, now)),
            S.PaymentSent => PayUpTo(S.PaymentVisaed, before).Do((file, _) => Payouts.Send(file, $"PF-{tranche}")),
            S.PaymentReturned => Answer(PayUpTo(S.PaymentSent, before), settled: false),
            _ => Answer(PayUpTo(S.PaymentSent, before), settled: true),
        };
    }

    private static SampleCase Expire(SampleCase asked, RequestKey request) =>
        asked.WhenPast(asked.File.DueOn!.Value).Do((file, now) => Requests.End(file, request, now));
}
