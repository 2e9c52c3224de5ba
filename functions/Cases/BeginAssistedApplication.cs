using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

/// <summary>An application that an agent files for somebody who cannot, and that person's consent.</summary>
public sealed record AssistedBody([property: JsonRequired] ApplicationForm Form, [property: JsonRequired] ConsentBody Consent);

/// <summary>A consent as it is written down.</summary>
public sealed record ConsentBody(
    [property: JsonRequired] string GivenBy,
    [property: JsonRequired] DateOnly GivenOn,
    [property: JsonRequired] ConsentMeans Means,
    string? Note = null);

/// <summary>
/// Begins an application for somebody who cannot. It belongs to the agents of the region, whichever of them goes on with it;
/// the consent stands in its first fact, and every act in the log is the agent's own.
/// </summary>
public sealed class BeginAssistedApplication(Beginning beginning)
{
    [Function(nameof(BeginAssistedApplication))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/assisted-applications")] HttpRequest request,
        CancellationToken cancellation) =>
        beginning.BeginAsync<AssistedBody>(request, Role.Agent, (caller, body, now) => (body.Form.Region, Begin(caller, body, now)), cancellation);

    private static Outcome Begin(Caller caller, AssistedBody body, Circumstances now) =>
        FreeText.Check(body.Consent.GivenBy, "consent.givenBy") ?? FreeText.Check(body.Consent.Note, "consent.note")
        ?? (string.IsNullOrWhiteSpace(body.Consent.GivenBy) ? Outcome.Refuse(RefusalCodes.FieldRequired, "consent.givenBy")
            : body.Consent.GivenOn > now.Today ? Outcome.Refuse(RefusalCodes.ConsentDate, "consent.givenOn")
            : body.Form.Region != caller.Region ? Outcome.Refuse(RefusalCodes.RegionOfAgent, "form.region")
            : Applications.Begin(
                Applications.AssistedIn(body.Form.Region),
                body.Form,
                now.Rules,
                new Consent(body.Consent.GivenBy.Trim(), body.Consent.GivenOn, body.Consent.Means, body.Consent.Note)));
}
