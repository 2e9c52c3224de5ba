using System.Net;

namespace Microsoft.Azure.Functions.Worker.Http;

#pragma warning disable CA1012 // The real packages' constructors are public.
public abstract class HttpResponseData
{
    public HttpResponseData(FunctionContext functionContext) =>
        FunctionContext = functionContext ?? throw new ArgumentNullException(nameof(functionContext));

    public abstract HttpStatusCode StatusCode { get; set; }

    public abstract HttpHeadersCollection Headers { get; set; }

    public abstract Stream Body { get; set; }

    public abstract HttpCookies Cookies { get; }

    public FunctionContext FunctionContext { get; }

    public static HttpResponseData CreateResponse(HttpRequestData request) =>
        (request ?? throw new ArgumentNullException(nameof(request))).CreateResponse();
}
#pragma warning restore CA1012
