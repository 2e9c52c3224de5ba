using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Committees;

/// <summary>Takes a vote, from the form on the page behind a vote link.</summary>
public sealed class CastVote(Ballots ballots, CaseChanges changes)
{
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly FormOptions s_limits = new() { ValueCountLimit = 8, ValueLengthLimit = 16 * 1024, BufferBodyLengthLimit = 64 * 1024 };

    [Function(nameof(CastVote))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "vote")] HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentType?.Split(';')[0].Trim().Equals(Form, StringComparison.OrdinalIgnoreCase) != true)
        {
            return await Page.ProblemAsync(request, RequestCodes.ContentTypeUnsupported, Form);
        }

        IFormCollection form;
        try
        {
            form = await new FormFeature(request, s_limits).ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            return await Page.ProblemAsync(request, RequestCodes.RequestMalformed);
        }

        string? link = form["ballot"];
        (OpenedBallot? ballot, string? refused) = await ballots.OpenAsync(link, cancellation);
        return refused is not null ? await Page.ProblemAsync(request, refused) : await TakeAsync(request, form, link!, ballot!, cancellation);
    }

    private async Task<IResult> TakeAsync(
        HttpRequest request, IFormCollection form, string link, OpenedBallot ballot, CancellationToken cancellation)
    {
        (VoteCast? vote, Refusal? unread) = Read(form, ballot);
        if (unread is not null)
        {
            return await VotePage.FormAsync(request, ballot, link, [unread]);
        }

        // Which vote it is says the rule: a seat votes once in a session, and the same vote again changes nothing.
        Operation operation = new($"vote/{Guid.CreateVersion7():N}", new Actor(ballot.Ballot.Seat, Role.Member));
        Appended appended = await changes.ChangeAsync(
            ballot.File.Reference, operation, file => Reviews.Vote(file, vote!, ballot.Now), cancellation);
        return !appended.IsRefused ? await VotePage.DoneAsync(request, ballot)
            : appended.Refusals[0].Code is RefusalCodes.VoteClosed or RefusalCodes.NotAMember or RefusalCodes.AlreadyVoted
                ? await Page.ProblemAsync(request, appended.Refusals[0].Code)
            : await VotePage.FormAsync(request, ballot, link, appended.Refusals);
    }

    private static (VoteCast? Vote, Refusal? Refused) Read(IFormCollection form, OpenedBallot ballot)
    {
        if (!EnumText.TryParse(form["choice"], out VoteChoice choice))
        {
            return (null, new Refusal(RefusalCodes.FieldRequired, "choice"));
        }

        Money? amount = null;
        if (choice == VoteChoice.Approve && form["amount"] is [{ Length: > 0 } typed])
        {
            if (!TryReadAmount(typed, out Money read))
            {
                return (null, new Refusal(RequestCodes.AmountFormat, "amount"));
            }

            amount = read;
        }

        string? reason = choice is VoteChoice.Reject or VoteChoice.Defer ? ((string?)form["reason"])?.Trim() : null;
        return FreeText.Check(reason, "reason") is { } tooLong
            ? (null, tooLong.Refusals[0])
            : (new VoteCast(ballot.Ballot.Session, ballot.Ballot.Seat, choice, amount, reason), null);
    }

    // As people write it: 140 000,50 or 140000.50.
    private static bool TryReadAmount(string typed, out Money amount)
    {
        amount = default;
        string plain = string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal mad)
            && Money.TryFromMad(mad, out amount);
    }
}
