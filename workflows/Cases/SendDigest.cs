using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Mail;
using Tasdir.Storage;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>The digest of a region's office for a day.</summary>
/// <param name="Region">Region code.</param>
/// <param name="Day">The day.</param>
public sealed record DigestToSend(string Region, DateOnly Day);

/// <summary>Sends a region's office what waits for it, by whose turn it is and by due date. A digest sent again has the same id.</summary>
public sealed class SendDigest(Projections projections, MailSender mail, IOptions<SiteOptions> site)
{
    /// <summary>The turns of the people of an office.</summary>
    public static IReadOnlyList<Turn> Turns { get; } = [Turn.Officer, Turn.Preparer, Turn.Verifier, Turn.Authoriser, Turn.Accountant];

    /// <summary>Sends it.</summary>
    [Function(nameof(SendDigest))]
    public async Task Run([ActivityTrigger] DigestToSend digest, CancellationToken cancellation)
    {
        Region region = Programmes.Current(digest.Day).Region(digest.Region);
        List<DigestGroup> groups = [];
        foreach (Turn turn in Turns)
        {
            IReadOnlyList<CaseLine> lines = await projections.AllOfTurnAsync(digest.Region, turn, cancellation);
            groups.Add(new DigestGroup(Names.Of(turn), [.. lines.Select(line => new DigestFile(line.Reference, line.Name, line.DueOn))]));
        }

        DigestFacts facts = new()
        {
            Region = region.Name,
            Day = digest.Day,
            Groups = groups,
            Desk = site.Value.Page("/desk"),
        };
        await mail.SendAsync(Keys.DigestMail(digest.Region, digest.Day), region.Office, await Letters.ComposeDigestAsync(facts, "fr"), cancellation);
    }
}
