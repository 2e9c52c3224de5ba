using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Identifiers;
using Tasdir.Functions.Http;
using Tasdir.Storage.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>What a meeting treats.</summary>
/// <param name="References">The cases; none for all that are open before the committee.</param>
public sealed record MeetingBody(IReadOnlyList<string>? References = null) : IOptionalBody;

/// <summary>Convenes a committee to a meeting. Said again, it is the same meeting.</summary>
public sealed class ConveneMeeting(Convening convening, MeetingStore meetings)
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

        if (caller.SecretaryOf is not { } region)
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

        if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return Problems.Of(request, RequestCodes.NotFound);
        }

        (Meeting? meeting, Refusal? refused) = await convening.ConveneAsync(region, day, caller.Id, chosen, client, cancellation);
        return meeting is null
            ? Problems.Of(request, [refused!])
            : Results.Json(await MeetingView.OfAsync(meeting, meetings, cancellation), CaseJson.Options);
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
