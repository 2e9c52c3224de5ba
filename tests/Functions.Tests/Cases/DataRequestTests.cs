using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>An applicant asks about the data kept on them; the office is told, an officer answers, the applicant is led to everything.</summary>
public sealed class DataRequestTests(SharedApp shared) : SharedAppTests(shared)
{
    [Theory]
    [InlineData(CaseState.DocumentCheck)]
    [InlineData(CaseState.Rejected)]
    public async Task A_request_reaches_the_office_and_its_answer_the_applicant_with_the_way_to_the_export(CaseState state)
    {
        Journey journey = await Journey.ToAsync(App, state);
        await journey.SayAsync(journey.Applicant, "data-requests", new { kind = "rectification", text = "Mon téléphone a changé." });

        ArrivedMail toOffice = await MailAsync(journey, "données personnelles");
        JsonNode asked = (await journey.Official("officer").GetAsync(journey.Path, TestContext.Current.CancellationToken).DoneAsync())["dataRequests"]![0]!;
        await journey.SayAsync(journey.Official("officer"), "data-requests/1/answer", new { text = "C'est corrigé." });
        ArrivedMail toApplicant = await MailAsync(journey, "réponse à votre demande");

        Assert.NotEqual("tighmert@cooperative.example", toOffice.To);
        Assert.DoesNotContain("téléphone", toOffice.Text, StringComparison.Ordinal);
        Assert.Equal((1, "rectification", "Mon téléphone a changé."), ((int)asked["number"]!, (string?)asked["kind"], (string?)asked["text"]));
        Assert.Equal("tighmert@cooperative.example", toApplicant.To);
        Assert.Contains($"/applications/{journey.Reference}/export", toApplicant.Text, StringComparison.Ordinal);
        Assert.Contains("C'est corrigé.", toApplicant.Text, StringComparison.Ordinal);
        Assert.Equal("C'est corrigé.", (string?)(await journey.ReadAsync())["dataRequests"]![0]!["answer"]);
        Assert.Contains("Mon téléphone a changé.", await journey.Applicant.GetStringAsync($"/applications/{journey.Reference}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_asked_by_the_applicant_and_answered_once_by_an_officer()
    {
        Journey check = await Journey.ToAsync(App, CaseState.DocumentCheck);
        var access = new { kind = "access", text = "Que gardez-vous ?" };
        await check.Official("officer").SayAsync(check.Path + "/data-requests", access).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
        await check.Applicant.SayAsync(check.Path + "/data-requests", new { kind = "access", text = " " })
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "field_required", "text");
        await check.SayAsync(check.Applicant, "data-requests", access);

        await check.Applicant.SayAsync(check.Path + "/data-requests/1/answer", new { text = "Rien." }).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
        await check.Official("officer").SayAsync(check.Path + "/data-requests/2/answer", new { text = "Rien." }).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await check.SayAsync(check.Official("officer"), "data-requests/1/answer", new { text = "Tout est dans l'archive." });
        await check.Official("officer").SayAsync(check.Path + "/data-requests/1/answer", new { text = "Rien." })
            .RefusesAsync(HttpStatusCode.Conflict, "data_request_answered");
    }

    [Fact]
    public async Task A_draft_is_changed_by_its_applicant_and_nobody_need_be_asked()
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(() => draft.Applicant.SayAsync(draft.Path + "/data-requests", new { kind = "access", text = "?" })
            .RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state"));
    }

    private Task<ArrivedMail> MailAsync(Journey journey, string subject) => World.UntilAsync(
        $"the letter {subject}",
        async () => (await App.World.MailAsync(journey.Reference, TestContext.Current.CancellationToken))
            .FirstOrDefault(mail => mail.Subject.Contains(subject, StringComparison.Ordinal)),
        TestContext.Current.CancellationToken);
}
