using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Tasdir.Local.Tests.Host;

/// <summary>Middleware that tells when it is passed.</summary>
public sealed class Outer(Journal journal) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        journal.Write($"outer before {context.FunctionDefinition.Name}");
        await next(context);
        journal.Write("outer after");
    }
}
