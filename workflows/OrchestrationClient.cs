using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Workflows;

/// <summary>
/// What is asked of orchestrations from outside, where asking twice or too late is no error: whoever was quicker did the
/// same, and a nudge that finds nobody has nobody to wake. Every other fault is thrown.
/// </summary>
public static class OrchestrationClient
{
    /// <summary>Starts an orchestration; one that runs under that id is left to run, one that has ended begins anew.</summary>
    public static async Task StartAsync(
        this DurableTaskClient client, string orchestration, string instance, object input, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestration, input, new StartOrchestrationOptions(instance), cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Twice at once: the other one was quicker.
        }
    }

    /// <summary>Starts an orchestration that runs once under its id: the review of a day, the one after a confirmation.</summary>
    public static async Task StartOnceAsync(
        this DurableTaskClient client, string orchestration, string instance, object input, CancellationToken cancellation)
    {
        // Looked for first: where its history is still there, a start would run it again.
        if (await client.GetInstanceAsync(instance, cancellation) is null)
        {
            await client.StartAsync(orchestration, instance, input, cancellation);
        }
    }

    /// <summary>Raises an event at whoever waits under an id; one that has not begun yet, or has ended, reads the log without it.</summary>
    public static async Task NudgeAsync(
        this DurableTaskClient client, string instance, string name, string payload, CancellationToken cancellation)
    {
        try
        {
            await client.RaiseEventAsync(instance, name, payload, cancellation);
        }
        catch (RpcException nobody) when (nobody.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            // Not begun, or ended.
        }
    }
}
