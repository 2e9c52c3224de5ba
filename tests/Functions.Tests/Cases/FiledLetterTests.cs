using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

public sealed class FiledLetterTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task The_letter_of_a_decision_stays_with_the_case_for_whoever_sees_the_case_and_for_nobody_else()
    {
        Journey journey = await StandingAsync(CaseState.Rejected);
        await App.SettleAsync();
        FiledLetter filed = Assert.Single((await journey.FileAsync()).FiledLetters);
        string path = $"{journey.Path}/letters/{filed.MailId}";
        string page = $"/applications/{journey.Reference}/letters/{filed.MailId}";

        JsonNode listed = Assert.Single((await journey.Applicant.GetAsync(journey.Path, TestContext.Current.CancellationToken).DoneAsync())["letters"]!.AsArray())!;
        Assert.Equal((filed.MailId, "supportRefused", filed.Length), ((string?)listed["id"], (string?)listed["kind"], (long)listed["length"]!));
        foreach (HttpClient reader in (HttpClient[])[journey.Applicant, journey.Official("officer")])
        {
            using HttpResponseMessage answer = await reader.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(("attachment", $"{filed.MailId}.pdf"), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileName));
            Assert.Equal($"\"{filed.Sha256}\"", answer.Headers.ETag?.Tag);
            Assert.Equal(filed.Sha256, Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))));
            string shown = await reader.GetStringAsync($"/applications/{journey.Reference}", TestContext.Current.CancellationToken);
            Assert.Contains($"href=\"{page}\"", shown, StringComparison.Ordinal);
            Assert.Equal(filed.Length, (await reader.GetByteArrayAsync(page, TestContext.Current.CancellationToken)).Length);
        }

        await App.SignedIn("applicant-2").GetAsync(path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await App.SignedIn("applicant-2").GetAsync(page, TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await journey.Applicant.GetAsync($"{journey.Path}/letters/{journey.Reference}-000001", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await App.Http.TellAsync(HttpMethod.Get, page, null).RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");
    }
}
