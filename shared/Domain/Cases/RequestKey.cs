namespace Tasdir.Domain.Cases;

/// <summary>Everything that the procedure asks of somebody outside it, and then waits for.</summary>
public enum Ask
{
    /// <summary>Of the officer: a verdict on every document. <see cref="RequestKey.Number"/>: 1, or 2 after the complement.</summary>
    Verdicts,

    /// <summary>Of the applicant: the one complement.</summary>
    Complement,

    /// <summary>Of the committee: votes. <see cref="RequestKey.Number"/> is the session.</summary>
    Votes,

    /// <summary>Of the applicant: an answer to the committee's question. <see cref="RequestKey.Number"/> is the session.</summary>
    Answer,

    /// <summary>Of the envelope: funds for a case on the waiting list.</summary>
    Funds,

    /// <summary>Of the applicant: the signed convention.</summary>
    Signature,

    /// <summary>Of the applicant: the proof for a tranche. <see cref="RequestKey.Number"/> counts <see cref="CaseFile.ProofRounds"/>.</summary>
    Proof,

    /// <summary>Of the four officers and the bank: the payment on that proof, with the same <see cref="RequestKey.Number"/>.</summary>
    Payment,
}

/// <summary>One request of one case: small enough to travel in inputs and events, with no personal data in it.</summary>
/// <param name="Ask">What is asked.</param>
/// <param name="Number">Which one, from 1.</param>
public sealed record RequestKey(Ask Ask, int Number = 1)
{
    /// <summary>The request that a case waits for in its present state, or null.</summary>
    public static RequestKey? AwaitedBy(CaseFile file) => AskIn(file.State) is not { } ask ? null : new(ask, ask switch
    {
        Ask.Verdicts => file.Complement is null ? 1 : 2,
        Ask.Votes or Ask.Answer => file.Sessions.Count,
        Ask.Proof or Ask.Payment => file.ProofRounds,
        _ => 1,
    });

    /// <summary>What a case waits for in a state, or null.</summary>
    public static Ask? AskIn(CaseState state) => state switch
    {
        CaseState.DocumentCheck => Ask.Verdicts,
        CaseState.ComplementRequested => Ask.Complement,
        CaseState.Committee or CaseState.NationalCommittee => Ask.Votes,
        CaseState.Deferred => Ask.Answer,
        CaseState.WaitingList => Ask.Funds,
        CaseState.ConventionToSign => Ask.Signature,
        CaseState.ProofAwaited => Ask.Proof,
        >= CaseState.ProofReceived and <= CaseState.PaymentReturned => Ask.Payment,
        _ => null,
    };
}
