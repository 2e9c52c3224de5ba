using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Calendar;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>What a meeting treats.</summary>
/// <param name="References">The cases; none for all that are open before the committee.</param>
public sealed record MeetingBody(IReadOnlyList<string>? References = null);

/// <summary>Convenes a committee to a meeting. Said again, it is the same meeting.</summary>
public sealed class ConveneMeeting(MeetingStore meetings, Projections projections, CalendarStore calendars, TimeProvider clock)
{
    // A row of the table holds what the secretary chose.
    private const int MostChosen = 500;

    [Function(nameof(ConveneMeeting))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/meetings/{on}")] HttpRequest request,
        string on,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        if (!caller.Roles.Contains(Role.Secretary) || caller.Region is not { } region)
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        Body<MeetingBody> body = await JsonBody.ReadAsync<MeetingBody>(request, cancellation);
        if (body.Refused is { } unread)
        {
            return Problems.Of(request, [unread]);
        }

        (string[]? chosen, Refusal? unknown) = ReadChosen(body.Value!.References);
        if (unknown is not null)
        {
            return Problems.Of(request, [unknown]);
        }

        return DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? await ConveneAsync(request, new Meeting(Keys.Meeting(region, day), region, day, caller.Id, clock.GetUtcNow(), chosen), client, cancellation)
            : Problems.Of(request, RequestCodes.NotFound);
    }

    private async Task<IResult> ConveneAsync(HttpRequest request, Meeting meeting, DurableTaskClient client, CancellationToken cancellation)
    {
        if (await meetings.FindAsync(meeting.Region, meeting.On, cancellation) is not { } convened)
        {
            if (await CheckAsync(meeting, cancellation) is { } refusal)
            {
                return Problems.Of(request, [refusal]);
            }

            await meetings.ConveneAsync(meeting, cancellation);
            convened = (await meetings.FindAsync(meeting.Region, meeting.On, cancellation))!;
        }

        if (!(convened.Chosen ?? []).SequenceEqual(meeting.Chosen ?? []))
        {
            return Problems.Of(request, RefusalCodes.MeetingTwice);
        }

        // Said again, it is the same run: the first request may have broken off before it began.
        await client.StartOnceAsync(nameof(CommitteeMeeting), convened.Id, new MeetingToHold(convened.Region, convened.On), cancellation);
        return Results.Json(await MeetingView.OfAsync(convened, meetings, cancellation), CaseJson.Options);
    }

    private async Task<Refusal?> CheckAsync(Meeting meeting, CancellationToken cancellation)
    {
        ProgrammeRules rules = Programmes.Current(meeting.On);
        Circumstances now = new(rules, await calendars.GetAsync(cancellation), clock.GetUtcNow());
        Committee committee = meeting.Level == CommitteeLevel.National ? rules.Committees.National : rules.Committees.Of(meeting.Region);
        if (Meetings.CheckDay(meeting.On, committee, now) is { } wrongDay)
        {
            return wrongDay;
        }

        IReadOnlyList<string> open = await DrawUpAgenda.CandidatesAsync(projections, meeting, cancellation);
        return meeting.Chosen is { } chosen && chosen.Except(open).FirstOrDefault() is { } other ? new Refusal(RefusalCodes.ValueUnknown, "references", other)
            : open.Count == 0 ? new Refusal(RefusalCodes.MeetingEmpty)
            : null;
    }

    private static (string[]? Chosen, Refusal? Refused) ReadChosen(IReadOnlyList<string>? references)
    {
        if (references is not { Count: > 0 })
        {
            return (null, null);
        }

        if (references.Count > MostChosen)
        {
            return (null, new Refusal(RefusalCodes.TooManyEntries, "references", MostChosen.ToString(CultureInfo.InvariantCulture)));
        }

        List<string> chosen = [];
        foreach (string spelt in references)
        {
            if (!CaseReference.TryParse(spelt, out string? reference))
            {
                return (null, new Refusal(RefusalCodes.ValueUnknown, "references", spelt));
            }

            chosen.Add(reference);
        }

        return ([.. chosen.Distinct().Order(StringComparer.Ordinal)], null);
    }
}
