using Microsoft.Extensions.Hosting;
using Tasdir.Functions;

if (Commands.IsOne(args))
{
    return await Commands.RunAsync(args, CancellationToken.None);
}

using IHost app = App.Build(args);
await app.RunAsync();
return 0;
