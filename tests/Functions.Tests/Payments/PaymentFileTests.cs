using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Payments;

/// <summary>A payment is in exactly one file, however often and by however many a file is ordered.</summary>
public sealed class PaymentFileTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task A_file_ordered_again_under_its_key_even_at_once_is_one_file()
    {
        Journey[] visaed = await VisaedAsync("01", 1);
        HttpClient accountant = App.SignedIn("accountant-01");
        string key = ApiRequests.NewKey();

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OrderAsync(accountant, key)));
        string id = Assert.Single(ids.Distinct());
        await UntilCompleteAsync(accountant, id);
        byte[] first = await accountant.GetByteArrayAsync($"/api/payment-files/{id}/content", TestContext.Current.CancellationToken);
        Assert.Equal(id, await OrderAsync(accountant, key));
        await UntilCompleteAsync(accountant, id);

        Assert.Equal(first, await accountant.GetByteArrayAsync($"/api/payment-files/{id}/content", TestContext.Current.CancellationToken));
        Assert.Equal([$"{visaed[0].Reference}-T1-G1"], PaymentsIn(first));
        Assert.Single((await visaed[0].FactsAsync()).OfType<PaymentSent>());
    }

    [Fact]
    public async Task Of_two_accountants_at_once_each_payment_goes_into_the_file_of_one()
    {
        Journey[] visaed = await VisaedAsync("02", 3);
        HttpClient[] accountants = [App.SignedIn("accountant-02"), App.SignedIn(new Local.SignIn.Person("second", "Second", ["accountant"], "02", "fr", "Made up"))];

        string[] ids = await Task.WhenAll(accountants.Select(accountant => OrderAsync(accountant, ApiRequests.NewKey())));
        List<string> payments = [];
        foreach (string id in ids)
        {
            await UntilCompleteAsync(accountants[0], id);
            payments.AddRange(await ContentAsync(accountants[0], id) is { } content ? PaymentsIn(content) : []);
        }

        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(visaed.Select(journey => $"{journey.Reference}-T1-G1").Order(), payments.Order());
        Assert.All(visaed, journey => Assert.Single(journey.FactsAsync().GetAwaiter().GetResult().OfType<PaymentSent>()));
    }

    [Fact]
    public async Task A_file_of_no_payment_is_complete_and_not_there()
    {
        HttpClient accountant = App.SignedIn("accountant-12");
        string id = await OrderAsync(accountant, ApiRequests.NewKey());

        await UntilCompleteAsync(accountant, id);

        await accountant.GetAsync($"/api/payment-files/{id}/content", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("accountant-03", true)]
    [InlineData("accountant-02", false)]
    [InlineData("officer-03", false)]
    [InlineData("operator", false)]
    [InlineData("applicant-3", false)]
    public async Task A_file_is_there_for_the_accountants_of_its_region_only(string person, bool there)
    {
        string id = await OrderAsync(App.SignedIn("accountant-03"), "one-for-the-theory");
        HttpClient caller = App.SignedIn(person);

        if (there)
        {
            await UntilCompleteAsync(caller, id);
        }
        else
        {
            await caller.GetAsync($"/api/payment-files/{id}", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
            await caller.GetAsync($"/api/payment-files/{id}/content", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        }
    }

    [Theory]
    [InlineData("PF-03-0000000000000000")]
    [InlineData("PF-03-")]
    [InlineData("PF-03-..%2F..%2Fx")]
    [InlineData(2000)]
    public async Task A_file_that_was_never_ordered_is_not_there(object id)
    {
        string path = "/api/payment-files/" + (id is int length ? "PF-03-" + new string('0', length) : id);
        HttpClient accountant = App.SignedIn("accountant-03");

        await accountant.GetAsync(path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await accountant.GetAsync(path + "/content", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("officer-03")]
    [InlineData("authoriser-03")]
    [InlineData("applicant-3")]
    public async Task Only_an_accountant_orders_a_file(string person) =>
        await App.SignedIn(person).SayAsync("/api/payment-files", key: ApiRequests.NewKey()).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");

    private Task<Journey[]> VisaedAsync(string region, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            Journey journey = await Journey.ToAsync(App, CaseState.PaymentVisaed, region);
            await journey.UntilOnDeskAsync("accountant");
            return journey;
        }));

    private static async Task<string> OrderAsync(HttpClient accountant, string key) =>
        (string)(await accountant.SayAsync("/api/payment-files", key: key).DoneAsync())["id"]!;

    private static Task<string> UntilCompleteAsync(HttpClient accountant, string id) => World.UntilAsync("the file", async () =>
        (string?)(await accountant.GetAsync($"/api/payment-files/{id}", TestContext.Current.CancellationToken).DoneAsync())["state"] == "complete" ? id : null, TestContext.Current.CancellationToken);

    private static async Task<byte[]?> ContentAsync(HttpClient accountant, string id)
    {
        using HttpResponseMessage answer = await accountant.GetAsync($"/api/payment-files/{id}/content", TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken) : null;
    }

    private static IEnumerable<string> PaymentsIn(byte[] file) =>
        Regex.Matches(Encoding.UTF8.GetString(file), "<EndToEndId>(.+?)</EndToEndId>").Select(payment => payment.Groups[1].Value);
}
