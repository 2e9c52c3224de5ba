using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tasdir.Local.Clock;
using Tasdir.Local.Mailbox;
using Tasdir.Local.SignIn;

namespace Tasdir.Local.Host;

/// <summary>
/// What stands before the worker's own web server, in the same server: the routes of the functions, and the pages of this
/// host. What no function takes is answered as the real host does: 404, also where only the method is another.
/// </summary>
internal sealed class Front(HttpFunctions functions, StartupNotice notice) : IStartupFilter
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IApplicationBuilder? branch;
    private RequestDelegate? worker;
    private RequestDelegate serve = _ => throw new InvalidOperationException("The functions are not loaded.");

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        branch = app.New();
        app.Use(inner =>
        {
            worker = inner;
            return async http =>
            {
                await ready.Task.WaitAsync(http.RequestAborted);
                await serve(http);
            };
        });
        next(app);
    };

    /// <summary>Serves from now on: the functions are loaded.</summary>
    /// <exception cref="StartupException">An address is doubled or cannot be read.</exception>
    public void Open()
    {
        var app = branch!;
        app.UseRouting();
        app.Use(RefuseWhatNobodyTakes);
        app.UseEndpoints(Map);
        serve = app.Build();
        ready.SetResult();
    }

    private void Map(IEndpointRouteBuilder endpoints)
    {
        functions.Map(endpoints, worker!);
        notice.MapHomePage(endpoints);
        ClockEndpoints.Map(endpoints);
        ManagementEndpoints.Map(endpoints);
        MailboxEndpoints.Map(endpoints);
        SignInEndpoints.Map(endpoints);
    }

    // Routing's own answer to another method is an endpoint that has no route.
    private static Task RefuseWhatNobodyTakes(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is RouteEndpoint)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
