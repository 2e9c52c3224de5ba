using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Calendar;
using Tasdir.Workflows;
using Tasdir.Workflows.Calendar;

namespace Tasdir.Functions.Calendar;

/// <summary>What the programme's office says of a feast.</summary>
/// <param name="FirstDay">Its first day off.</param>
/// <param name="Source">The announcement.</param>
public sealed record ConfirmationBody(DateOnly? FirstDay = null, string? Source = null);

/// <summary>Confirms when a movable feast falls, and has every due date reviewed that rests on it.</summary>
public sealed class ConfirmHoliday(CalendarStore calendars)
{
    [Function(nameof(ConfirmHoliday))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/programme/holidays/{feast}/{year}")] HttpRequest request,
        string feast,
        string year,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        if (!caller.Roles.Contains(Role.ProgrammeOffice))
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        Body<ConfirmationBody> body = await JsonBody.ReadAsync<ConfirmationBody>(request, cancellation);
        if (body.Refused is { } unread)
        {
            return Problems.Of(request, [unread]);
        }

        (FeastConfirmation? confirmation, IReadOnlyList<Refusal> refusals) = Read(feast, year, body.Value!);
        return refusals.Count > 0
            ? Problems.Of(request, refusals)
            : await ConfirmAsync(confirmation!, caller, client, cancellation);
    }

    private static (FeastConfirmation? Confirmation, IReadOnlyList<Refusal> Refusals) Read(string feast, string year, ConfirmationBody body)
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(body.Source))
        {
            refusals.Add(new Refusal(RefusalCodes.FieldRequired, "source"));
        }
        else if (FreeText.Check(body.Source, "source") is { } tooLong)
        {
            refusals.AddRange(tooLong.Refusals);
        }

        if (body.FirstDay is not { } firstDay)
        {
            return (null, [new Refusal(RefusalCodes.FieldRequired, "firstDay"), .. refusals]);
        }

        // What is no year has no date either.
        _ = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        FeastConfirmation confirmation = new(feast, number, firstDay, body.Source?.Trim() ?? "");
        return (confirmation, [.. confirmation.Check(WorkingCalendar.Default), .. refusals]);
    }

    private async Task<IResult> ConfirmAsync(
        FeastConfirmation confirmation, Caller caller, DurableTaskClient client, CancellationToken cancellation)
    {
        ConfirmedFeast confirmed = await calendars.ConfirmAsync(confirmation, caller.Id, cancellation);
        // Said again, it is the same review: the first request may have broken off before it began.
        await client.StartOnceAsync(
            nameof(DueDatesReview),
            Keys.DueDatesReview(confirmation.Year, confirmation.Feast, confirmed.Number),
            new CalendarChange(confirmation.Feast, confirmation.Year),
            cancellation);
        Feast feast = WorkingCalendar.Default.TryFeast(confirmation.Feast)!;
        ConfirmedFeastView view = new(
            feast.Code,
            confirmation.Year,
            confirmation.FirstDay,
            confirmation.FirstDay.AddDays(feast.Days - 1),
            feast.Name,
            confirmation.Source,
            confirmed.Number,
            confirmed.At);
        return Results.Json(view, CaseJson.Options);
    }
}
