using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;

namespace Tasdir.Local.Tests.Host;

public sealed class SampleDurableFunctions(Journal journal, IConfiguration settings)
{
    [Function("SampleProcedure")]
    public static Task<string> Procedure([OrchestrationTrigger] TaskOrchestrationContext context, string text) =>
        context.CallActivityAsync<string>("SampleLongWork", text);

    [Function("SampleLongWork")]
    public async Task<string> Work([ActivityTrigger] string text, CancellationToken cancellation)
    {
        journal.Write($"work {text}");
        await Task.Delay(settings["WorkIsShort"] is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation);
        return $"{text} done";
    }
}
