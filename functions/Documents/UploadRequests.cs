using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>An upload that a request is about.</summary>
/// <param name="Caller">Its applicant.</param>
/// <param name="File">The case.</param>
/// <param name="Upload">What was announced.</param>
public sealed record UploadAsked(Caller Caller, CaseFile File, Upload Upload);

/// <summary>What every request about an upload goes through: sign-in, whose case and upload it is, whether its time is over.</summary>
public sealed class UploadRequests(CaseRequests cases, UploadStore uploads, TimeProvider clock)
{
    /// <summary>Answers a request of the applicant of a case about the bringing of a file.</summary>
    public async Task<IResult> ForApplicantAsync(
        HttpRequest request, string reference, Func<Caller, CaseFile, Task<IResult>> answer, CancellationToken cancellation) =>
        await Caller.OfAsync(request.HttpContext) is not { } caller ? Problems.Of(request, RequestCodes.SignInRequired)
        : await cases.FindAsync(reference, cancellation) is not { } file || !caller.MaySee(file) ? Problems.Of(request, RequestCodes.NotFound)
        : !caller.MayAct(Role.Applicant, file) ? Problems.Of(request, RequestCodes.RoleMissing)
        : await answer(caller, file);

    /// <summary>Answers a request about an upload that can still be finished.</summary>
    public Task<IResult> ForUploadAsync(
        HttpRequest request, string reference, string uploadId, Func<UploadAsked, Task<IResult>> answer, CancellationToken cancellation) =>
        ForApplicantAsync(
            request,
            reference,
            async (caller, file) => await FindAsync(file, uploadId, cancellation) is not { } upload ? Problems.Of(request, RequestCodes.NotFound)
                : IsOver(upload) ? Problems.Of(request, RequestCodes.UploadExpired)
                : await answer(new UploadAsked(caller, file, upload)),
            cancellation);

    /// <summary>An upload of a case, or null if there is none, or no longer.</summary>
    public async Task<Upload?> FindAsync(CaseFile file, string uploadId, CancellationToken cancellation) =>
        IsId(uploadId) ? await uploads.FindAsync(file.Reference, uploadId, cancellation) : null;

    /// <summary>Whether an upload can no longer be finished.</summary>
    public bool IsOver(Upload upload) => clock.GetUtcNow() >= upload.ExpiresAt;

    /// <summary>Whether a text can be the id of an upload.</summary>
    public static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);
}
