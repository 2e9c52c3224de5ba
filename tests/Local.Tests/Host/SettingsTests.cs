using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Host;

namespace Tasdir.Local.Tests.Host;

public sealed class SettingsTests : IDisposable
{
    private readonly string root = TestHost.NewRoot();

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Later_sources_win_sample_then_own_file_then_environment_then_command_line()
    {
        const string Variable = "TASDIR_TEST__ENVIRONMENT";
        Write("local.settings.sample.json", """
            { "Values": { "A__X": "sample", "B": "sample", "Tasdir_Test__Environment": "sample", "D": "sample", "Number": 5 } } // a comment
            """);
        Write("local.settings.json", """{ "Values": { "B": "own", "D": "own", } }""");
        Environment.SetEnvironmentVariable(Variable, "environment");
        try
        {
            var builder = TestHost.Builder(root, "--D", "line");
            using var host = builder.Build();

            Assert.Equal("sample", builder.Configuration["A:X"]);
            Assert.Equal("own", builder.Configuration["B"]);
            Assert.Equal("environment", builder.Configuration["Tasdir_Test:Environment"]);
            Assert.Equal("line", builder.Configuration["D"]);
            Assert.Equal("5", builder.Configuration["Number"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void Settings_that_name_the_host_follow_it_to_another_port()
    {
        Write("local.settings.sample.json", """{ "Values": { "Site__BaseUrl": "http://localhost:7071", "Mail__Host": "http://localhost:7071/local/mailbox" } }""");

        var builder = TestHost.Builder(root);
        using var host = builder.Build();

        var address = host.Services.GetRequiredService<LocalAddress>();
        Assert.NotEqual(7071, address.Port);
        Assert.Equal(address.BaseUrl, builder.Configuration["Site:BaseUrl"]);
        Assert.Equal(address.BaseUrl + "/local/mailbox", builder.Configuration["Mail:Host"]);
    }

    [Theory]
    [InlineData("local.settings.json", "{\n\"Values\": {\n\"A\": \"x\" \"B\" } }", "local.settings.json, line 3:")]
    [InlineData("local.settings.json", "{ \"Values\": { \"A\": { \"B\": 1 } } }", "two underscores")]
    [InlineData("host.json", "{\n\n\"version\": }", "host.json, line 3:")]
    [InlineData("host.json", "{ \"extensions\": { \"queues\": { \"batchSize\": \"many\" } } }", "extensions:queues:batchSize")]
    public void A_damaged_file_is_told_by_its_name_and_line(string file, string content, string told)
    {
        Write(file, content);

        var error = Assert.Throws<StartupException>(() => TestHost.Builder(root));

        Assert.Contains(told, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Host_settings_that_this_host_does_not_know_are_left_alone()
    {
        Write("host.json", """
            { "functionTimeout": "00:01:00", "extensions": { "durableTask": { "hubName": "H", "defaultVersion": "2.0.0", "maxConcurrentActivityFunctions": 3,
              "storageProvider": { "type": "AzureStorage" } }, "blobs": { "maxDegreeOfParallelism": 1 } }, "concurrency": { "dynamicConcurrencyEnabled": true } }
            """);

        var read = HostJson.Read(Path.Combine(root, "host.json"), new ConfigurationBuilder().Build());

        Assert.Equal(TimeSpan.FromMinutes(1), read.FunctionTimeout);
        Assert.Equal(new DurableSettings { HubName = "H", DefaultVersion = "2.0.0", MaxConcurrentActivityFunctions = 3 }, read.Durable);
        Assert.Equal("api", read.RoutePrefix);
    }

    [Fact]
    public async Task A_taken_port_is_told_with_the_way_out()
    {
        await using var first = await TestHost.StartAsync();
        var port = first.Services.GetRequiredService<LocalAddress>().Port;

        var error = Assert.Throws<StartupException>(() => TestHost.Builder(root, "--port", $"{port}"));

        Assert.Contains($"Port {port} cannot be used", error.Message, StringComparison.Ordinal);
        Assert.Contains("--port", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "http")]
    [InlineData("--port", "70000")]
    public void A_port_that_is_none_is_refused(params string[] arguments) =>
        Assert.Contains("--port", Assert.Throws<StartupException>(() => HostSwitches.Read(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Two_hosts_run_beside_each_other_in_one_process()
    {
        await using var first = await TestHost.StartAsync();
        await using var second = await TestHost.StartAsync();

        await first.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.NotEmpty(first.Journal.Entries);
        Assert.Empty(second.Journal.Entries);
    }

    private void Write(string file, string content) => File.WriteAllText(Path.Combine(root, file), content);
}
