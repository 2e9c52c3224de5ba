using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Tasdir.Local.Host;

/// <summary>An HTTP request as functions and middleware see it that know nothing of ASP.NET Core.</summary>
internal sealed class RequestData(FunctionContext context, HttpContext http) : HttpRequestData(context), IHttpRequestDataFeature
{
    private HttpHeadersCollection? headers;

    public override Stream Body => http.Request.Body;

    public override HttpHeadersCollection Headers => headers ??=
        new HttpHeadersCollection(http.Request.Headers.Select(h => KeyValuePair.Create(h.Key, h.Value.OfType<string>())));

    public override IReadOnlyCollection<IHttpCookie> Cookies { get; } = [.. http.Request.Cookies.Select(c => new HttpCookie(c.Key, c.Value))];

    public override Uri Url { get; } = new(http.Request.GetEncodedUrl());

    public override IEnumerable<ClaimsIdentity> Identities => http.User.Identities;

    public override string Method => http.Request.Method;

    public override HttpResponseData CreateResponse() => new ResponseData(FunctionContext);

    public ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context) => new(this);
}
