using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tasdir.Functions;
using Tasdir.Functions.Committees;
using Tasdir.Functions.Demo;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;
using Tasdir.Mail;
using Tasdir.Storage;
using Tasdir.Workflows;

bool demo = args is ["demo", ..];
bool command = Commands.IsOne(args);
FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(
    demo ? DemoRun.SwitchesFor(args) : command ? Commands.SwitchesFor(args) : args);

builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<FaultsAsProblems>();
builder.Services
    .AddHostedService<Preparation>()
    .AddTasdirStorage()
    .AddTasdirMail()
    .AddTasdirWorkflows()
    .AddTasdirSignIn()
    .AddSingleton<CaseRequests>()
    .AddSingleton<Ballots>();
builder.Services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations().ValidateOnStart();

using IHost app = builder.Build();
if (demo)
{
    return await DemoRun.RunAsync(app, CancellationToken.None);
}

if (command)
{
    return await Commands.RunAsync(app.Services, args, CancellationToken.None);
}

await app.RunAsync();
return 0;
