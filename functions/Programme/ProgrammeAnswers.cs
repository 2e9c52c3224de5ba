using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Programme;

/// <summary>Answers questions about the programme's rules on a day, to anyone; what has not changed is not sent again.</summary>
public sealed class ProgrammeAnswers(TimeProvider clock)
{
    /// <summary>The rules of today.</summary>
    public ProgrammeRules Today => Programmes.Current(Day);

    /// <summary>The date in Morocco.</summary>
    public DateOnly Day => WorkingCalendar.Default.DateOf(clock.GetUtcNow());

    /// <summary>The answer from the rules of the day that <c>on</c> names, today if it is left out.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">What is answered; null for what there is not.</param>
    public IResult Of(HttpRequest request, Func<ProgrammeRules, object?> answer)
    {
        if (!TryDay(request.Query["on"], out DateOnly day))
        {
            return Problems.Of(request, RequestCodes.QueryInvalid, "on");
        }

        return answer(Programmes.Current(day)) is { } found
            ? new Unchanging(JsonSerializer.SerializeToUtf8Bytes(found, CaseJson.Options))
            : Problems.Of(request, RequestCodes.NotFound);
    }

    private bool TryDay(string? text, out DateOnly day)
    {
        day = Day;
        return text is null || (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day >= Programmes.All[0].EffectiveFrom);
    }

    // Rules change by a release, so what a phone has keeps for an hour, and is asked about by its tag afterwards.
    private sealed class Unchanging(byte[] json) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..16]}\"";
            httpContext.Response.Headers.ETag = tag;
            httpContext.Response.Headers.CacheControl = "public, max-age=3600";
            if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false)))
            {
                httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            return Results.Bytes(json, "application/json; charset=utf-8").ExecuteAsync(httpContext);
        }
    }
}
