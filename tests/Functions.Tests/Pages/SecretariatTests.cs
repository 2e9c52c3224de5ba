using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Local.Demo;
using Tasdir.Storage;
using Tasdir.Storage.Committees;
using Tasdir.Storage.Mail;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages;

/// <summary>On their page, secretaries convene their committee and read its minutes.</summary>
public sealed class SecretariatTests(SharedApp shared) : SharedAppTests(shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secretary_convenes_a_meeting_on_the_page_as_by_the_API()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee, region: "08");
        string on = await DayAsync(6);
        Visitor secretary = new(App, "secretary-08");

        using HttpResponseMessage convened = await SendAsync(secretary, on);
        using HttpResponseMessage again = await SendAsync(secretary, on);
        await App.SignedIn("secretary-08").PutAsync($"/api/meetings/{on}", content: null, Cancellation).DoneAsync(); // all open cases, too

        Assert.All((HttpResponseMessage[])[convened, again], answer =>
            Assert.Equal((HttpStatusCode.SeeOther, "/secretariat?lang=fr#meetings"), (answer.StatusCode, answer.Headers.Location!.OriginalString)));
        JsonNode meeting = Assert.Single((await App.SignedIn("secretary-08").GetFromJsonAsync<JsonNode>("/api/meetings", Cancellation))!["items"]!.AsArray())!;
        Assert.Equal(on, (string)meeting["on"]!);
        await World.UntilAsync(
            "the agenda", async () => (await journey.FileAsync()).Sessions[^1].Meeting is { } placed ? placed : null, Cancellation);
    }

    [Fact]
    public async Task What_is_wrong_with_a_meeting_is_said_in_the_form_with_what_was_filled_in()
    {
        Visitor secretary = new(App, "secretary-02");
        string on = await DayAsync(6);

        await SendAsync(secretary, "").RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "field_required");
        await SendAsync(secretary, "demain").RefusesAsPageAsync(HttpStatusCode.BadRequest, "json_field");
        string tooSoon = await SendAsync(secretary, await DayAsync(1)).RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "meeting_date");
        Assert.Contains($"name=\"on\" value=\"{await DayAsync(1)}\"", tooSoon, StringComparison.Ordinal);
        await SendAsync(secretary, on).RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "meeting_empty");
        Journey journey = await Journey.ToAsync(App, CaseState.Committee, region: "02");
        (await App.SignedIn("secretary-02").PutAsJsonAsync($"/api/meetings/{on}", new { references = new[] { journey.Reference } }, Cancellation)).EnsureSuccessStatusCode();
        await SendAsync(secretary, on).RefusesAsPageAsync(HttpStatusCode.Conflict, "meeting_twice");
    }

    [Fact]
    public async Task Only_who_opened_the_page_as_a_secretary_convenes()
    {
        string page = await new Visitor(App, "secretary-02").OpenAsync("/secretariat");
        (string action, Dictionary<string, string> fields) = Visitor.FormOf(page, "convening");
        fields["on"] = await DayAsync(6);

        await App.Http.PostAsync(action, new FormUrlEncodedContent(fields), Cancellation).RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");
        await new Visitor(App, "secretary-02").PostAsync(action, fields).RefusesAsPageAsync(HttpStatusCode.Forbidden, "form_stale"); // without the cookie of the page
        Visitor officer = new(App, "officer-10");
        Journey check = await CheckedCase.FileAsync(App);
        (_, Dictionary<string, string> own) = Visitor.FormOf(await officer.OpenAsync($"/applications/{check.Reference}"), "analysis-form");
        await officer.PostAsync(action, own).RefusesAsPageAsync(HttpStatusCode.Forbidden, "role_missing");
        await App.SignedIn("officer-10").GetAsync("/secretariat", Cancellation).RefusesAsPageAsync(HttpStatusCode.Forbidden, "role_missing");
    }

    [Fact]
    public async Task Meetings_are_listed_with_the_newest_first_and_lead_to_their_minutes()
    {
        DateOnly held = new(2026, 3, 4), next = new(2026, 3, 11);
        MeetingStore meetings = App.Services.GetRequiredService<MeetingStore>();
        foreach (DateOnly on in (DateOnly[])[held, next])
        {
            await meetings.ConveneAsync(new(Keys.Meeting("05", on), "05", on, "secretary-05", await App.World.NowAsync(Cancellation)), Cancellation);
        }

        await meetings.WriteMinutesAsync(Keys.Meeting("05", held), "%PDF-1.7"u8.ToArray(), Cancellation);
        Visitor secretary = new(App, "secretary-05");

        string section = (await secretary.OpenAsync("/secretariat?lang=fr")).Split("id=\"meetings\"")[1];

        Assert.Matches("(?s)11 mars 2026.*Pas encore établi.*4 mars 2026.*Procès-verbal du 4 mars 2026", section);
        Assert.DoesNotContain("/2026-03-11/minutes", section, StringComparison.Ordinal);
        Assert.StartsWith("%PDF", await secretary.OpenAsync("/secretariat/meetings/2026-03-04/minutes"), StringComparison.Ordinal);
        await App.SignedIn("secretary-05").GetAsync("/secretariat/meetings/2026-03-11/minutes", Cancellation).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await App.SignedIn("secretary-04").GetAsync("/secretariat/meetings/2026-03-04/minutes", Cancellation).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await App.SignedIn("officer-05").GetAsync("/secretariat/meetings/2026-03-04/minutes", Cancellation).RefusesAsPageAsync(HttpStatusCode.Forbidden, "role_missing");
        await App.Http.GetAsync("/secretariat/meetings/2026-03-04/minutes", Cancellation).RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");
    }

    [Theory]
    [InlineData("05", "social-economy", "fr")]
    [InlineData("05", "social-economy", "ar")]
    [InlineData("00", "budget", "fr")]
    public async Task A_mail_tells_the_name_of_the_seat_that_it_came_from_without_a_case_too(string region, string seat, string language)
    {
        CommitteeRules committees = Programmes.All[^1].Committees;
        string name = (region == "00" ? committees.National : committees.Of(region)).Seats.Single(one => one.Code == seat).Name.In(language);
        string id = await WaitingAsync(region, seat);

        string page = await new Visitor(App, region == "00" ? "secretary" : $"secretary-{region}").OpenAsync($"/secretariat/mail/{id}?lang={language}");

        Assert.Contains($"<dt>{(language == "fr" ? "Siège" : "المقعد")}</dt><dd><bdi>{name}</bdi>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seat_that_the_committee_has_no_more_is_told_by_its_code() => Assert.Contains(
        "<bdi>harbour</bdi>",
        await new Visitor(App, "secretary-05").OpenAsync($"/secretariat/mail/{await WaitingAsync("05", "harbour")}"),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_mail_as_it_came_is_saved_from_its_page_by_the_committee_s_secretary_alone()
    {
        string id = await WaitingAsync("05", "chamber");
        await App.Services.GetRequiredService<Inbox>().ReceiveAsync(id, "Subject: Re"u8.ToArray(), "message/rfc822", await App.World.NowAsync(Cancellation), Cancellation);
        Visitor secretary = new(App, "secretary-05");
        string link = WebUtility.HtmlDecode((await secretary.OpenAsync($"/secretariat/mail/{id}")).Split("\" download>")[0].Split("<a href=\"")[^1]);

        Assert.Equal("Subject: Re", await secretary.OpenAsync(link));
        await App.SignedIn("secretary-04").GetAsync(link, Cancellation).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await App.SignedIn("officer-05").GetAsync(link, Cancellation).RefusesAsPageAsync(HttpStatusCode.Forbidden, "role_missing");
        await App.Http.GetAsync(link, Cancellation).RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");
    }

    private async Task<string> WaitingAsync(string region, string seat)
    {
        string id = Keys.ReceivedMail($"seat:{Guid.NewGuid()}");
        await App.Services.GetRequiredService<CommitteeMail>().AddAsync(
            new WaitingMail { Id = id, Region = region, ReceivedAt = await App.World.NowAsync(Cancellation), Why = MailTrouble.ManyCases, Seat = seat, HasSource = true }, Cancellation);
        return id;
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor secretary, string on) =>
        await secretary.SendAsync(await secretary.OpenAsync("/secretariat?lang=fr"), "convening", ("on", on));

    private async Task<string> DayAsync(int workingDays) => WorkingCalendar.Default
        .AddWorkingDays(WorkingCalendar.Default.DateOf(await App.World.NowAsync(Cancellation)), workingDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
