using Microsoft.Extensions.Hosting;
using Tasdir.Functions;
using Tasdir.Functions.Demo;

if (args is ["demo", ..])
{
    return await DemoRun.RunAsync(args, CancellationToken.None);
}

if (Commands.IsOne(args))
{
    return await Commands.RunAsync(args, CancellationToken.None);
}

using IHost app = App.Build(args);
await app.RunAsync();
return 0;
