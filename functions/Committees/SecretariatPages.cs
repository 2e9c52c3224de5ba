using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Http;
using Tasdir.Functions.Mail;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Committees;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Committees;

/// <summary>A meeting in its committee's list.</summary>
/// <param name="On">Its day.</param>
/// <param name="HasMinutes">Whether its minutes are written.</param>
public sealed record ListedMeeting(DateOnly On, bool HasMinutes);

/// <summary>Puts together the page of a committee's secretary: the mail that waits, and the meetings.</summary>
public sealed class SecretariatPages(SecretaryDesk desk, MeetingStore meetings, PageForms forms)
{
    /// <summary>Id of the form that convenes a meeting.</summary>
    public const string Convening = "convening";

    /// <summary>The page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">Who looks; null for somebody who is not signed in.</param>
    /// <param name="answer">The form on it, if it was not taken; null for none.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IResult> ShowAsync(HttpRequest request, Caller? caller, FormAnswer? answer, CancellationToken cancellation)
    {
        (IReadOnlyList<WaitingMail>? waiting, string? refused) = await desk.WaitingAsync(caller, cancellation);
        return waiting is null
            ? await Page.ProblemAsync(request, refused!)
            : await Page.ShowAsync<SecretariatPage>(
                request,
                answer is null ? StatusCodes.Status200OK : Problems.StatusOf(answer.Refusals[0].Code),
                new PageHead(new Wording(Language.Of(request))["Secretariat_Title"]),
                (nameof(SecretariatPage.Waiting), waiting),
                (nameof(SecretariatPage.Meetings), await MeetingsAsync(caller!.SecretaryOf!, cancellation)),
                (nameof(SecretariatPage.Seal), forms.Seal(request.HttpContext)),
                (nameof(SecretariatPage.Answer), answer));
    }

    // Newest first.
    private async Task<IReadOnlyList<ListedMeeting>> MeetingsAsync(string region, CancellationToken cancellation)
    {
        IReadOnlyList<Meeting> convened = await meetings.OfAsync(region, cancellation);
        return await Task.WhenAll(convened.OrderByDescending(meeting => meeting.On)
            .Select(async meeting => new ListedMeeting(meeting.On, await meetings.HasMinutesAsync(meeting.Id, cancellation))));
    }
}
