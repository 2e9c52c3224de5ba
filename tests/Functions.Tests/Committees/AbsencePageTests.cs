using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Calendar;
using Tasdir.Local.Demo;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Tests.Committees;

/// <summary>Members say by a link of their own that they will be away.</summary>
public sealed class AbsencePageTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string Region = "05";
    private const string Holder = "comite-05-exportateurs@tasdir.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateOnly Today => WorkingCalendar.Default.DateOf(App.Services.GetRequiredService<TimeProvider>().GetUtcNow());

    [Fact]
    public async Task An_absence_is_recorded_once_both_are_written_to_and_it_can_be_ended()
    {
        string pass = PassOf(Holder);
        string page = await App.Http.GetStringAsync($"/absence?pass={pass}", Cancellation);
        Assert.Contains("comite-05-exportateurs-suppleant@tasdir.example", page, StringComparison.Ordinal);
        string operation = Guid.NewGuid().ToString("N");
        Assert.Contains(
            "value=\"ami@ailleurs.example\"",
            await SendAsync(pass, operation, "ami@ailleurs.example").RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "delegate_not_allowed"),
            StringComparison.Ordinal);
        Assert.Empty(await KnownAsync());

        await SendAsync(pass, operation, "adjoint@tasdir.example").RecordsAsync();
        await SendAsync(pass, operation, "adjoint@tasdir.example").RecordsAsync();

        Domain.Committees.Absence absence = Assert.Single(await KnownAsync());
        IReadOnlyList<ArrivedMail> mails = await World.UntilAsync(
            "both mails", async () => await App.World.MailAsync($"absence-{absence.Id}", Cancellation) is { Count: 2 } arrived ? arrived : null, Cancellation);
        Assert.Equal(["adjoint@tasdir.example", Holder], mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        await PostAsync(("pass", pass), ("end", "another")).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await PostAsync(("pass", pass), ("end", absence.Id)).RecordsAsync();
        Assert.True((await KnownAsync()).Single().IsOver(Today));
    }

    [Fact]
    public async Task A_link_that_is_forged_or_of_somebody_who_holds_no_seat_leads_nowhere()
    {
        await App.Http.GetAsync("/absence?pass=CfDJ8AAAA", Cancellation).RefusesAsPageAsync(HttpStatusCode.NotFound, "link_invalid");
        await App.Http.GetAsync($"/absence?pass={PassOf("ancien@tasdir.example")}", Cancellation).RefusesAsPageAsync(HttpStatusCode.Conflict, "seat_taken");
        await SendAsync(PassOf("ancien@tasdir.example"), Guid.NewGuid().ToString("N"), Holder).RefusesAsPageAsync(HttpStatusCode.Conflict, "seat_taken");
    }

    private string PassOf(string mailbox) => App.Services.GetRequiredService<AbsencePasses>()
        .Create(App.Services.GetRequiredService<IOptions<SiteOptions>>().Value, Region, "exporters", mailbox).Query["?pass=".Length..];

    private Task<IReadOnlyList<Domain.Committees.Absence>> KnownAsync() =>
        App.Services.GetRequiredService<AbsenceStore>().OfAsync(Region, Cancellation);

    private Task<HttpResponseMessage> SendAsync(string pass, string operation, string substitute) => PostAsync(
        ("pass", pass), ("operation", operation), ("from", Day(400)), ("until", Day(410)), ("who", "other"), ("delegate", substitute));

    private string Day(int later) => Today.AddDays(later).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields) => App.Http.PostAsync(
        "/absence", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), Cancellation);
}
