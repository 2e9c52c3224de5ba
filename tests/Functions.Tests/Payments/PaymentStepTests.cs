using System.Net;
using Tasdir.Domain.Cases;
using Tasdir.Local.SignIn;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Payments;

/// <summary>Four steps by four persons, each in its turn (royal decree 330-66).</summary>
public sealed class PaymentStepTests(SharedApp shared) : SharedAppTests(shared)
{
    // One region for journeys that wait with a visa, so that nobody else's payment file takes them along.
    private const string Region = "06";

    private static readonly (CaseState State, string Role, string Step)[] s_steps =
    [
        (CaseState.ProofReceived, "preparer", "preparation"),
        (CaseState.PaymentPrepared, "verifier", "verification"),
        (CaseState.ServiceVerified, "authoriser", "authorisation"),
        (CaseState.PaymentOrdered, "accountant", "visa"),
    ];

    [Fact]
    public async Task A_person_who_did_one_step_does_no_other()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.ProofReceived, Region);
        HttpClient everything = App.SignedIn(new Person("everything", "Everything", ["preparer", "verifier", "authoriser", "accountant"], Region, "fr", "Made up"));
        await SayAsync(journey, everything, "preparation").DoneAsync();

        foreach ((CaseState state, _, string step) in s_steps[1..])
        {
            await journey.ReachAsync(state);
            await journey.AddsNothingAsync(async () => await SayAsync(journey, everything, step).RefusesAsync(HttpStatusCode.Conflict, "same_person"));
        }
    }

    [Theory]
    [InlineData(CaseState.ProofReceived)]
    [InlineData(CaseState.PaymentPrepared)]
    [InlineData(CaseState.ServiceVerified)]
    [InlineData(CaseState.PaymentOrdered)]
    [InlineData(CaseState.PaymentVisaed)]
    public async Task A_step_out_of_its_turn_is_refused(CaseState state)
    {
        Journey journey = await Journey.ToAsync(App, state, Region);

        foreach ((_, string role, string step) in s_steps.Where(step => step.State != state))
        {
            await journey.AddsNothingAsync(async () =>
            {
                HttpClient another = App.SignedIn(new Person($"another-{role}", role, [role], Region, "fr", "Made up"));
                await SayAsync(journey, another, step).RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state");
            });
        }
    }

    [Fact]
    public async Task A_step_by_another_role_or_of_another_region_is_refused()
    {
        foreach ((CaseState state, string role, string step) in s_steps)
        {
            Journey journey = await StandingAsync(state);
            string other = role == "preparer" ? "accountant" : "preparer";
            await journey.AddsNothingAsync(async () =>
            {
                await SayAsync(journey, journey.Official(other), step).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
                await SayAsync(journey, App.SignedIn($"{role}-03"), step).RefusesAsync(HttpStatusCode.NotFound, "not_found");
                await SayAsync(journey, journey.Applicant, step).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
            });
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task Only_the_open_tranche_moves(int tranche)
    {
        foreach ((CaseState state, string role, string step) in s_steps)
        {
            Journey journey = await StandingAsync(state);
            await journey.AddsNothingAsync(async () => await SayAsync(journey, journey.Official(role), step, tranche).RefusesAsync(HttpStatusCode.Conflict, "tranche_not_open"));
        }

        Journey awaited = await StandingAsync(CaseState.ProofAwaited);
        await awaited.AddsNothingAsync(async () => await SayAsync(awaited, awaited.Applicant, "request", tranche).RefusesAsync(HttpStatusCode.Conflict, "tranche_not_open"));
    }

    [Fact]
    public async Task A_tranche_is_not_asked_for_without_its_proof()
    {
        Journey journey = await StandingAsync(CaseState.ProofAwaited);

        await journey.AddsNothingAsync(async () =>
            await SayAsync(journey, journey.Applicant, "request").RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_missing", "documents"));
    }

    [Fact]
    public async Task A_refused_proof_says_why_and_is_brought_again()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.PaymentPrepared, Region);
        HttpClient verifier = journey.Official("verifier");
        await journey.AddsNothingAsync(async () => await verifier.SayAsync($"{journey.Path}/tranches/1/verification", new { accepted = false })
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "reason_required", "reason"));

        await verifier.SayAsync($"{journey.Path}/tranches/1/verification", new { accepted = false, reason = "Facture illisible." }).DoneAsync();
        await journey.UntilAsync(file => (string?)file["tranches"]![0]!["refusal"] == "Facture illisible.", "the refusal");

        await SayAsync(journey, journey.Applicant, "request").RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_missing", "documents");
        await journey.ReachAsync(CaseState.PaymentPrepared);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task A_convention_is_not_signed_without_a_name(string? signatory)
    {
        Journey journey = await StandingAsync(CaseState.ConventionToSign);

        await journey.AddsNothingAsync(async () => await journey.Applicant.SayAsync($"{journey.Path}/convention/signature", new { signatory })
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "field_required", "signatory"));
    }

    private static Task<HttpResponseMessage> SayAsync(Journey journey, HttpClient who, string step, int tranche = 1) =>
        who.SayAsync($"{journey.Path}/tranches/{tranche}/{step}", step == "verification" ? new { accepted = true } : null);
}
