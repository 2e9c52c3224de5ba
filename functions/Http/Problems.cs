using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Functions.Http;

/// <summary>What went wrong with one field.</summary>
/// <param name="Field">The field, in its JSON spelling; null for the request as a whole.</param>
/// <param name="Code">The code.</param>
/// <param name="Detail">A sentence in the caller's language.</param>
public sealed record FieldProblem(string? Field, string Code, string Detail);

/// <summary>Problem details (RFC 9457). The code is for programs, the sentences for people.</summary>
/// <param name="Type">A URN made from the code.</param>
/// <param name="Title">The sentence of the first error.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code of the first error.</param>
/// <param name="Errors">Everything that is wrong, so that it can be put right in one go.</param>
public sealed record Problem(string Type, string Title, int Status, string Code, IReadOnlyList<FieldProblem> Errors);

/// <summary>The one place where a refusal becomes an HTTP status and a sentence.</summary>
public static class Problems
{
    private static readonly ResourceManager s_sentences = new("Tasdir.Functions.Http.Problems", typeof(Problems).Assembly);

    /// <summary>The status of each code; every other code is 422.</summary>
    private static readonly Dictionary<string, int> s_statuses = new(StringComparer.Ordinal)
    {
        [RequestCodes.JsonMalformed] = StatusCodes.Status400BadRequest,
        [RequestCodes.JsonField] = StatusCodes.Status400BadRequest,
        [RequestCodes.CursorInvalid] = StatusCodes.Status400BadRequest,
        [RequestCodes.QueryInvalid] = StatusCodes.Status400BadRequest,
        [RequestCodes.IdempotencyKeyRequired] = StatusCodes.Status400BadRequest,
        [RequestCodes.DigestInvalid] = StatusCodes.Status400BadRequest,
        [RequestCodes.SignInRequired] = StatusCodes.Status401Unauthorized,
        [RequestCodes.RoleMissing] = StatusCodes.Status403Forbidden,
        [RequestCodes.SignatureInvalid] = StatusCodes.Status403Forbidden,
        [RequestCodes.FormStale] = StatusCodes.Status403Forbidden,
        [RequestCodes.NotFound] = StatusCodes.Status404NotFound,
        [RequestCodes.BodyTooLarge] = StatusCodes.Status413PayloadTooLarge,
        [RequestCodes.FileTooLarge] = StatusCodes.Status413PayloadTooLarge,
        [RequestCodes.ContentTypeUnsupported] = StatusCodes.Status415UnsupportedMediaType,
        [RequestCodes.IfMatchRequired] = StatusCodes.Status428PreconditionRequired,
        [RefusalCodes.StaleEdit] = StatusCodes.Status412PreconditionFailed,
        [RefusalCodes.NotInThisState] = StatusCodes.Status409Conflict,
        [RefusalCodes.ComplementUsed] = StatusCodes.Status409Conflict,
        [RefusalCodes.DocumentNotChecked] = StatusCodes.Status409Conflict,
        [RefusalCodes.DocumentUnusable] = StatusCodes.Status409Conflict,
        [RefusalCodes.VoteClosed] = StatusCodes.Status409Conflict,
        [RefusalCodes.SeatTaken] = StatusCodes.Status409Conflict,
        [RefusalCodes.DossierChanged] = StatusCodes.Status409Conflict,
        [RefusalCodes.VoteOvertaken] = StatusCodes.Status409Conflict,
        [RefusalCodes.AppealUsed] = StatusCodes.Status409Conflict,
        [RefusalCodes.AppealClosed] = StatusCodes.Status409Conflict,
        [RefusalCodes.MeetingTwice] = StatusCodes.Status409Conflict,
        [RefusalCodes.SamePerson] = StatusCodes.Status409Conflict,
        [RefusalCodes.TrancheNotOpen] = StatusCodes.Status409Conflict,
        [RefusalCodes.DataRequestAnswered] = StatusCodes.Status409Conflict,
        [RefusalCodes.NotAMember] = StatusCodes.Status403Forbidden,
        // A link that is not ours looks like one that leads nowhere.
        [RequestCodes.LinkInvalid] = StatusCodes.Status404NotFound,
        [RequestCodes.MailSettled] = StatusCodes.Status409Conflict,
        [RequestCodes.BlocksMissing] = StatusCodes.Status409Conflict,
        [RequestCodes.DocumentErased] = StatusCodes.Status410Gone,
        [RequestCodes.UploadExpired] = StatusCodes.Status410Gone,
        [RequestCodes.LinkExpired] = StatusCodes.Status410Gone,
        [RequestCodes.RequestMalformed] = StatusCodes.Status400BadRequest,
        [RequestCodes.TryAgainLater] = StatusCodes.Status503ServiceUnavailable,
        [RequestCodes.InternalError] = StatusCodes.Status500InternalServerError,
    };

    /// <summary>The answer to a request that one thing is wrong with.</summary>
    public static IResult Of(HttpRequest request, string code, string? field = null, params IReadOnlyList<string> values) =>
        Of(request, [new Refusal(code, field, values)]);

    /// <summary>The answer to a refused request.</summary>
    public static IResult Of(HttpRequest request, IReadOnlyList<Refusal> refusals)
    {
        CultureInfo language = Language.Of(request);
        FieldProblem[] errors = [.. refusals.Select(refusal => new FieldProblem(refusal.Field, refusal.Code, Sentence(refusal, language)))];
        int status = StatusOf(errors[0].Code);
        Problem problem = new($"urn:tasdir:problem:{errors[0].Code}", errors[0].Detail, status, errors[0].Code, errors);
        return new ProblemResult(problem, language);
    }

    /// <summary>The HTTP status of a code.</summary>
    public static int StatusOf(string code) => s_statuses.GetValueOrDefault(code, StatusCodes.Status422UnprocessableEntity);

    /// <summary>The sentence of a refusal.</summary>
    public static string Sentence(Refusal refusal, CultureInfo language)
    {
        string sentence = s_sentences.GetString(refusal.Code, language)
            ?? throw new InvalidOperationException($"The code {refusal.Code} has no sentence.");
        string[] values = [.. refusal.Values.Select(value => Names.OfMentioned(value).In(language.Name))];
        return string.Format(language, sentence, [.. values, "", ""]);
    }

    private sealed class ProblemResult(Problem problem, CultureInfo language) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            HttpResponse response = httpContext.Response;
            response.StatusCode = problem.Status;
            response.Headers.ContentLanguage = language.Name;
            if (problem.Status == StatusCodes.Status401Unauthorized)
            {
                response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            }

            return response.WriteAsJsonAsync(problem, CaseJson.Options, "application/problem+json", httpContext.RequestAborted);
        }
    }
}

/// <summary>The codes of what can be wrong with a request before a rule is asked.</summary>
public static class RequestCodes
{
    /// <summary>Not JSON. Value: where.</summary>
    public const string JsonMalformed = "json_malformed";

    /// <summary>A field that is unknown, missing or of the wrong type.</summary>
    public const string JsonField = "json_field";

    /// <summary>A cursor that this API did not give.</summary>
    public const string CursorInvalid = "cursor_invalid";

    /// <summary>A query parameter that is missing or not understood.</summary>
    public const string QueryInvalid = "query_invalid";

    /// <summary>A creating request needs an Idempotency-Key header of 8 to 200 visible characters.</summary>
    public const string IdempotencyKeyRequired = "idempotency_key_required";

    /// <summary>Not signed in.</summary>
    public const string SignInRequired = "sign_in_required";

    /// <summary>Signed in, but nobody of the caller's roles does this.</summary>
    public const string RoleMissing = "role_missing";

    /// <summary>Not there, or not the caller's.</summary>
    public const string NotFound = "not_found";

    /// <summary>The body is longer than allowed. Value: bytes allowed.</summary>
    public const string BodyTooLarge = "body_too_large";

    /// <summary>The file is longer than allowed. Value: megabytes allowed.</summary>
    public const string FileTooLarge = "file_too_large";

    /// <summary>The body is of a type that is not taken here. Value: what is.</summary>
    public const string ContentTypeUnsupported = "content_type_unsupported";

    /// <summary>The file has no content.</summary>
    public const string FileEmpty = "file_empty";

    /// <summary>The file's name is missing or holds a path.</summary>
    public const string FileNameInvalid = "file_name_invalid";

    /// <summary>The content is not of the type that the file says it is.</summary>
    public const string FileNotWhatItSays = "file_not_what_it_says";

    /// <summary>A digest that is not a SHA-256, or not spelt as it should be (RFC 9530).</summary>
    public const string DigestInvalid = "digest_invalid";

    /// <summary>The content does not have the digest that was announced: a byte was changed on its way.</summary>
    public const string DigestMismatch = "digest_mismatch";

    /// <summary>The content is longer or shorter than announced. Values: bytes announced, bytes that came.</summary>
    public const string FileSizeDiffers = "file_size_differs";

    /// <summary>A block is longer or shorter than it should be. Value: bytes that it has.</summary>
    public const string BlockSizeDiffers = "block_size_differs";

    /// <summary>Blocks of the file have not come. Value: their numbers.</summary>
    public const string BlocksMissing = "blocks_missing";

    /// <summary>The time in which the file could be brought is over.</summary>
    public const string UploadExpired = "upload_expired";

    /// <summary>The document's content was erased, because its time was over.</summary>
    public const string DocumentErased = "document_erased";

    /// <summary>An edit needs an If-Match header with the version that was read.</summary>
    public const string IfMatchRequired = "if_match_required";

    /// <summary>The bank report does not follow its schema (ISO 20022 pain.002.001.11).</summary>
    public const string ReportInvalid = "report_invalid";

    /// <summary>The link was altered, or is not one of ours.</summary>
    public const string LinkInvalid = "link_invalid";

    /// <summary>The link's time is over.</summary>
    public const string LinkExpired = "link_expired";

    /// <summary>Not an amount in dirhams.</summary>
    public const string AmountFormat = "amount_format";

    /// <summary>A post that is not signed by who must sign it, or was signed too long ago.</summary>
    public const string SignatureInvalid = "signature_invalid";

    /// <summary>The mail was settled before, with another note.</summary>
    public const string MailSettled = "mail_settled";

    /// <summary>A form that was not sent from a page of this site opened by the same person.</summary>
    public const string FormStale = "form_stale";

    /// <summary>The request cannot be read.</summary>
    public const string RequestMalformed = "request_malformed";

    /// <summary>Something that the app stands on does not answer; the same request again may do.</summary>
    public const string TryAgainLater = "try_again_later";

    /// <summary>The app is at fault.</summary>
    public const string InternalError = "internal_error";
}
