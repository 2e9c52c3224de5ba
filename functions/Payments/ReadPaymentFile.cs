using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Payments;

namespace Tasdir.Functions.Payments;

/// <summary>How far a payment file is.</summary>
public enum PaymentFileState
{
    /// <summary>Being made.</summary>
    Running,

    /// <summary>Made; with no payment in it there is nothing to download.</summary>
    Complete,

    /// <summary>Not made; an operator must look.</summary>
    Failed,
}

/// <summary>A payment file as the API shows it.</summary>
public sealed record PaymentFileView(string Id, PaymentFileState State, int? Payments);

public sealed class ReadPaymentFile(PaymentFileStore files)
{
    // As ISO 20022 has it. The storage takes no key of any length.
    private const int LongestId = 35;

    [Function(nameof(ReadPaymentFile))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/payment-files/{fileId}")] HttpRequest request,
        string fileId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        OrchestrationMetadata? run = MaySee(caller, fileId)
            ? await client.GetInstanceAsync(fileId, getInputsAndOutputs: true, cancellation)
            : null;
        // The file outlives the history of its making.
        return run is null && MaySee(caller, fileId) && await files.ExistsAsync(fileId, cancellation)
            ? Results.Json(new PaymentFileView(fileId, PaymentFileState.Complete, null), CaseJson.Options)
            : run is null ? Problems.Of(request, RequestCodes.NotFound)
            : Results.Json(
                new PaymentFileView(fileId, StateOf(run), run.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? run.ReadOutputAs<int>() : null),
                CaseJson.Options);
    }

    /// <summary>A file belongs to the accountants of the region in its id.</summary>
    public static bool MaySee(Caller caller, string fileId) =>
        caller.Roles.Contains(Role.Accountant)
        && fileId.Length <= LongestId
        && caller.Region is { } region
        && fileId.StartsWith(Keys.PaymentFilePrefix(region), StringComparison.Ordinal);

    private static PaymentFileState StateOf(OrchestrationMetadata run) => run.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Completed => PaymentFileState.Complete,
        OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => PaymentFileState.Failed,
        _ => PaymentFileState.Running,
    };
}
