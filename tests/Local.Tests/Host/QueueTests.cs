using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Tests.Host;

public sealed class QueueTests(StorageFixture storage)
{
    private const string Quick = """
        { "extensions": { "queues": { "visibilityTimeout": "00:00:00", "maxDequeueCount": 3, "maxPollingInterval": "00:00:00.2", "messageEncoding": "ENCODING" } } }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("base64", QueueMessageEncoding.Base64)]
    [InlineData("none", QueueMessageEncoding.None)]
    public async Task A_message_reaches_its_function_once_in_the_encoding_of_host_json(string name, QueueMessageEncoding encoding)
    {
        await using var host = await StartAsync(name);

        await (await QueueAsync(host, "TextQueue", encoding)).SendMessageAsync("Dossier reçu", Cancellation);
        await (await QueueAsync(host, "OrderQueue", encoding)).SendMessageAsync(JsonSerializer.Serialize(new Order("C3", 2)), Cancellation);

        await host.Journal.WhenAsync(entries => entries.Count == 2);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["order C3 2", "text Dossier reçu 1"], host.Journal.Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_that_fails_each_time_is_set_aside_with_its_text()
    {
        await using var host = await StartAsync();
        var poison = await QueueAsync(host, "TextQueue", QueueMessageEncoding.Base64, "-poison");

        await (await QueueAsync(host, "TextQueue", QueueMessageEncoding.Base64)).SendMessageAsync("bad é", Cancellation);

        await host.Journal.WhenAsync(entries => entries.Count == 3);
        Assert.Equal(["text bad é 1", "text bad é 2", "text bad é 3"], host.Journal.Entries);
        await EventuallyAsync(async () => (await poison.PeekMessageAsync(Cancellation)).Value?.MessageText == "bad é");
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_set_aside_without_reaching_the_function()
    {
        await using var host = await StartAsync();
        var poison = await QueueAsync(host, "OrderQueue", QueueMessageEncoding.None, "-poison");

        await (await QueueAsync(host, "OrderQueue", QueueMessageEncoding.None)).SendMessageAsync("~ not base64 ~", Cancellation);

        await EventuallyAsync(async () => (await poison.PeekMessageAsync(Cancellation)).Value?.MessageText == "~ not base64 ~");
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task Moving_the_clock_waits_until_the_messages_on_the_way_are_handled()
    {
        await using var host = await StartAsync();
        var queue = await QueueAsync(host, "TextQueue", QueueMessageEncoding.Base64);
        for (var i = 0; i < 20; i++)
        {
            await queue.SendMessageAsync($"m{i}", Cancellation);
        }

        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(20, host.Journal.Entries.Count(entry => entry.StartsWith("text m", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_queue_function_without_its_connection_setting_is_told_at_the_start()
    {
        var error = await Assert.ThrowsAsync<Local.Host.StartupException>(() => TestHost.StartAsync(
            settings: ["--AzureWebJobs.SampleQueueText.Disabled", "false", "--TextQueue", "t"]));

        Assert.Contains("SampleQueueText needs the setting Storage", error.Message, StringComparison.Ordinal);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<QueueClient> QueueAsync(TestHost host, string setting, QueueMessageEncoding encoding, string suffix = "")
    {
        var settings = host.Services.GetRequiredService<IConfiguration>();
        var queue = new QueueClient(
            settings["Storage"], settings[setting] + suffix, new QueueClientOptions { MessageEncoding = encoding });
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        return queue;
    }

    private Task<TestHost> StartAsync(string encoding = "base64") =>
        TestHost.StartAsync(TestHost.NewRoot(Quick.Replace("ENCODING", encoding, StringComparison.Ordinal)), storage);
}
