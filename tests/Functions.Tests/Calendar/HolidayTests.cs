using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Storage.Calendar;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Calendar;

/// <summary>
/// Anybody reads the holidays; the programme's office confirms the movable ones, in an app of its own: what is confirmed moves
/// due dates.
/// </summary>
public sealed class HolidayTests(HolidayTests.OwnApp own) : IClassFixture<HolidayTests.OwnApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestApp App => own.App;

    private HttpClient Office => App.SignedIn("programme-office");

    [Fact]
    public async Task Anybody_reads_the_holidays_of_a_year_with_Ramadan_and_office_hours()
    {
        JsonNode year = await ReadAsync(2027);

        JsonNode[] feast = Feast(year, "fitr");
        Assert.Equal(["2027-03-09", "2027-03-10"], feast.Select(day => (string?)day["date"]));
        Assert.All(feast, day => Assert.Equal(
            ("estimated", "Aïd al-Fitr", "عيد الفطر"), ((string?)day["status"], (string?)day["name"]!["fr"], (string?)day["name"]!["ar"])));
        Assert.Equal(11 + 7, year["daysOff"]!.AsArray().Count);
        Assert.Equal("confirmed", (string?)year["daysOff"]![0]!["status"]);
        Assert.Equal(("2027-02-08", "2027-03-08"), ((string?)year["ramadan"]!["firstDay"], (string?)year["ramadan"]!["lastDay"]));
        Assert.Equal(("08:30", "09:00", "15:00"), ((string?)year["hours"]!["opens"], (string?)year["ramadanHours"]!["opens"], (string?)year["ramadanHours"]!["closes"]));
        Assert.True((bool?)year["complete"]);
    }

    [Fact]
    public async Task Of_a_year_that_is_not_covered_only_the_fixed_holidays_are_known()
    {
        JsonNode year = await ReadAsync(2040);

        Assert.False((bool?)year["complete"]);
        Assert.Equal(11, year["daysOff"]!.AsArray().Count);
        Assert.Null(year["ramadan"]);
    }

    [Fact]
    public async Task Without_a_year_it_is_this_one()
    {
        int year = WorkingCalendar.Default.DateOf(App.Services.GetRequiredService<TimeProvider>().GetUtcNow()).Year;

        Assert.Equal(year, (int?)(await App.Http.GetAsync("/api/programme/holidays", Cancellation).DoneAsync())["year"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-2027")]
    [InlineData("1999")]
    [InlineData("2101")]
    [InlineData("20270")]
    [InlineData("2027&year=2028")]
    public async Task A_year_that_is_none_is_refused(string year) => await App.Http.GetAsync($"/api/programme/holidays?year={year}", Cancellation)
        .RefusesAsync(HttpStatusCode.BadRequest, "query_invalid", "year");

    [Fact]
    public async Task A_confirmed_feast_is_shown_so_once_however_often_it_is_said_and_may_be_corrected()
    {
        JsonNode first = await ConfirmAsync("mawlid", 2028, "2028-08-04", "Communiqué du 20 juillet").DoneAsync();
        JsonNode again = await ConfirmAsync("mawlid", 2028, "2028-08-04", " Communiqué du 20 juillet ").DoneAsync();
        JsonNode corrected = await ConfirmAsync("mawlid", 2028, "2028-08-03", "Rectificatif").DoneAsync();

        Assert.Equal((1, "2028-08-04", "2028-08-05"), ((int)first["number"]!, (string?)first["firstDay"], (string?)first["lastDay"]));
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(2, (int)corrected["number"]!);
        Assert.All(Feast(await ReadAsync(2028), "mawlid"), day => Assert.Equal(("confirmed", "Rectificatif"), ((string?)day["status"], (string?)day["source"])));
        List<ConfirmedFeast> history = await App.Services.GetRequiredService<CalendarStore>().HistoryAsync("mawlid", 2028, Cancellation);
        Assert.Equal(
            [("Communiqué du 20 juillet", "programme-office"), ("Rectificatif", "programme-office")],
            history.Select(one => (one.Confirmation.Source, one.By)));
    }

    [Fact]
    public async Task The_same_confirmation_many_times_at_once_is_one()
    {
        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => ConfirmAsync("adha", 2028, "2028-05-06", "Communiqué")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(await App.Services.GetRequiredService<CalendarStore>().HistoryAsync("adha", 2028, Cancellation));
    }

    [Fact]
    public async Task A_calendar_that_was_read_while_a_feast_was_confirmed_is_not_used_afterwards()
    {
        CalendarStore calendars = App.Services.GetRequiredService<CalendarStore>();
        DateOnly estimated = WorkingCalendar.Default.TryDateOf("moharram", 2028)!.FirstDay;
        using CancellationTokenSource enough = new();
        Task[] readers =
        [
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(
                async () =>
                {
                    while (!enough.IsCancellationRequested)
                    {
                        await calendars.ReadAsync(Cancellation);
                    }
                },
                Cancellation)),
        ];

        for (int number = 1; number <= 10; number++)
        {
            await calendars.ConfirmAsync(new FeastConfirmation("moharram", 2028, estimated, $"Communiqué {number}"), "programme-office", Cancellation);
            Assert.Equal($"Communiqué {number}", (await calendars.GetAsync(Cancellation)).TryDateOf("moharram", 2028)!.Source);
        }

        await enough.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Theory]
    [InlineData("achoura", "2028", "2028-06-03", "Communiqué", "feast_unknown", "feast")]
    [InlineData("Fitr", "2028", "2028-02-27", "Communiqué", "feast_unknown", "feast")]
    [InlineData("fitr", "2040", "2040-10-08", "Communiqué", "feast_year_unknown", "year")]
    [InlineData("fitr", "next", "2028-02-27", "Communiqué", "feast_year_unknown", "year")]
    [InlineData("fitr", "2028", "2028-03-01", "Communiqué", "feast_too_far", "firstDay")]
    [InlineData("fitr", "2028", "2028-02-22", "Communiqué", "feast_too_far", "firstDay")]
    [InlineData("fitr", "2028", null, "Communiqué", "field_required", "firstDay")]
    [InlineData("fitr", "2028", "2028-02-27", null, "field_required", "source")]
    [InlineData("fitr", "2028", "2028-02-27", " ", "field_required", "source")]
    public async Task What_cannot_be_is_refused_with_the_field(string feast, string year, string? firstDay, string? source, string code, string field) =>
        await Office.PutAsJsonAsync($"/api/programme/holidays/{feast}/{year}", new { firstDay, source }, Cancellation)
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, code, field);

    [Theory]
    [InlineData("fr", "La date s'écarte de plus de 3 jours de la date estimée (2028-02-26) : vérifiez-la.")]
    [InlineData("ar", "التاريخ يبعد بأكثر من 3 أيام عن التاريخ التقديري (2028-02-26): المرجو التحقق منه.")]
    public async Task A_refusal_says_why_in_the_language_that_is_asked_for(string language, string sentence)
    {
        HttpClient office = Office;
        office.DefaultRequestHeaders.Add("Accept-Language", language);

        JsonNode problem = await office.PutAsJsonAsync("/api/programme/holidays/fitr/2028", new { firstDay = "2028-03-05", source = "Communiqué" }, Cancellation)
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "feast_too_far", "firstDay");

        Assert.Equal(sentence, (string?)problem["title"]);
    }

    [Fact]
    public async Task A_body_that_is_no_confirmation_is_refused()
    {
        await Office.PutAsJsonAsync("/api/programme/holidays/fitr/2028", new { firstDay = "27 février" }, Cancellation)
            .RefusesAsync(HttpStatusCode.BadRequest, "json_field", "firstDay");
        await Office.PutAsJsonAsync("/api/programme/holidays/fitr/2028", new { firstDay = "2028-02-27", source = new string('x', 2001) }, Cancellation)
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "text_too_long", "source");
        await Office.PutAsync("/api/programme/holidays/fitr/2028", new StringContent("2028-02-27"), Cancellation)
            .RefusesAsync(HttpStatusCode.UnsupportedMediaType, "content_type_unsupported");
    }

    [Theory]
    [InlineData("applicant-1")]
    [InlineData("officer-10")]
    [InlineData("accountant-10")]
    [InlineData("operator")]
    public async Task Nobody_but_the_programme_s_office_confirms(string person)
    {
        await App.SignedIn(person).PutAsJsonAsync("/api/programme/holidays/fitr/2028", new { firstDay = "2028-02-27", source = "Communiqué" }, Cancellation)
            .RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
        await App.Http.PutAsJsonAsync("/api/programme/holidays/fitr/2028", new { firstDay = "2028-02-27", source = "Communiqué" }, Cancellation)
            .RefusesAsync(HttpStatusCode.Unauthorized, "sign_in_required");
        Assert.All(Feast(await ReadAsync(2028), "fitr"), day => Assert.Equal("estimated", (string?)day["status"]));
    }

    private Task<HttpResponseMessage> ConfirmAsync(string feast, int year, string firstDay, string source) =>
        Office.PutAsJsonAsync($"/api/programme/holidays/{feast}/{year}", new { firstDay, source }, Cancellation);

    private Task<JsonNode> ReadAsync(int year) => App.Http.GetAsync($"/api/programme/holidays?year={year}", Cancellation).DoneAsync();

    private static JsonNode[] Feast(JsonNode year, string feast) =>
        [.. year["daysOff"]!.AsArray().Select(day => day!).Where(day => (string?)day["feast"] == feast)];

    public sealed class OwnApp(SharedApp shared) : IAsyncLifetime
    {
        public TestApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await TestApp.StartAsync(await shared.StorageAsync());

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
