using System.Security.Cryptography;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;

namespace Tasdir.Workflows.Tests.Driver;

/// <summary>What people do to a case before it is paid.</summary>
internal static class People
{
    public static readonly Actor Officer = new("officer", Role.Officer);

    /// <summary>Seats of a regional committee; the first one chairs.</summary>
    public static readonly string[] Regional = [.. Programmes.All[^1].Committees.Regional[0].Seats.Select(seat => seat.Code)];

    /// <summary>Seats of the national committee; the first one chairs.</summary>
    public static readonly string[] National = [.. Programmes.All[^1].Committees.National.Seats.Select(seat => seat.Code)];

    /// <summary>The officer accepts what has no verdict, but for a document of one kind, which is refused.</summary>
    public static Task JudgeAsync(this Dossier dossier, string? refused = null, string reason = "Illisible.") =>
        dossier.DoAsync(Officer, Verdicts(refused, reason));

    public static Func<CaseFile, Circumstances, Outcome> Verdicts(string? refused = null, string reason = "Illisible.") =>
        (file, now) => Outcome.Record(
        [
            .. file.Documents.Where(document => document.Verdict == Verdict.None && document == file.Latest(document.Kind)).SelectMany(
                document => Tasdir.Domain.Documents.Verdicts.Judge(file, document.Id, document.Kind == refused ? Refusal(reason) : SampleCase.Accepted(now), Officer.Id, now).Events),
        ]);

    /// <summary>The officer refuses a document and asks for the complement.</summary>
    public static async Task AskToCompleteAsync(this Dossier dossier, string refused = "rib-certificate", string reason = "Illisible.")
    {
        await dossier.JudgeAsync(refused, reason);
        await dossier.DoAsync(Officer, (file, now) => Complements.Request(file, note: null, items: null, now));
    }

    /// <summary>The applicant brings a document.</summary>
    public static Task BringAsync(this Dossier dossier, string kind) =>
        dossier.DoAsync(Dossier.Applicant, (file, _) => Outcome.Record([.. Brought(kind, file.Documents.Count)]));

    /// <summary>The applicant says that the complement is there.</summary>
    public static Outcome Answer(CaseFile file, Circumstances now) => Complements.Answer(file, withoutTheRest: false, now);

    private static GivenVerdict Refusal(string reason) => new(false, RefusalReason.Illegible, reason);

    /// <summary>The applicant brings what the complement asked for, and says so.</summary>
    public static async Task CompleteAsync(this Dossier dossier)
    {
        foreach (string kind in (await dossier.FileAsync()).Complement!.Kinds)
        {
            await dossier.BringAsync(kind);
        }

        await dossier.DoAsync(Dossier.Applicant, Answer);
    }

    /// <summary>Members of the committee vote, one after the other.</summary>
    public static async Task VoteAsync(this Dossier dossier, VoteChoice choice, params string[] seats)
    {
        foreach (string seat in seats)
        {
            await dossier.VoteAsync(choice, seat, amount: null);
            // Of a seat whose member has an interest in the case, the alternate has one too.
            if (choice == VoteChoice.Conflict && (await dossier.FileAsync()).Sessions[^1].SeatsToVote.Contains(seat))
            {
                await dossier.VoteAsync(choice, seat, amount: null);
            }
        }
    }

    /// <summary>A member of the committee votes.</summary>
    public static Task VoteAsync(this Dossier dossier, VoteChoice choice, string seat, decimal? amount) =>
        dossier.DoAsync(new Actor(seat, Role.Member), Vote(choice, seat, amount));

    public static Func<CaseFile, Circumstances, Outcome> Vote(VoteChoice choice, string seat, decimal? amount = null) =>
        (file, now) => Sitting.Vote(
            file,
            new VoteCast(
                file.Sessions[^1].Number,
                seat,
                choice,
                amount is { } mad ? Money.FromMad(mad) : null,
                choice is VoteChoice.Reject or VoteChoice.Defer ? $"Quels acheteurs ? ({seat})" : amount is null ? null : $"Devis trop élevé ({seat})"),
            by: null,
            now);

    /// <summary>The applicant answers the committee's question.</summary>
    public static Task AnswerQuestionAsync(this Dossier dossier) =>
        dossier.DoAsync(Dossier.Applicant, (file, _) => Reviews.Answer(file, "Deux acheteurs, à Lyon et à Dakar."));

    /// <summary>The applicant withdraws.</summary>
    public static Task WithdrawAsync(this Dossier dossier) => dossier.DoAsync(Dossier.Applicant, (file, _) => Applications.Withdraw(file));

    /// <summary>The applicant signs the convention.</summary>
    public static Task SignAsync(this Dossier dossier) =>
        dossier.DoAsync(Dossier.Applicant, (file, _) => Conventions.Sign(file, file.Form.Signatory));

    /// <summary>A document arrived, and the automatic checks found nothing: there is no file behind it that they could look at.</summary>
    public static IEnumerable<CaseEvent> Brought(string kind, int number) =>
    [
        new DocumentReceived($"d{number}", kind, kind + ".pdf", "application/pdf", 1000, RandomNumberGenerator.GetHexString(64, lowercase: true)),
        new DocumentChecked($"d{number}", Checks.Passed),
    ];
}
