using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Committees;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;
using Tasdir.Functions.Mail;
using Tasdir.Functions.Programme;
using Tasdir.Mail;
using Tasdir.Storage;
using Tasdir.Workflows;

namespace Tasdir.Functions;

/// <summary>The app, put together.</summary>
public static class App
{
    /// <summary>Puts the app together; its functions are those of this assembly and of those it references.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IHost Build(string[] args, Action<FunctionsApplicationBuilder>? configure = null)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.Configuration.AddDefaultLogLevels();
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<Answering>();
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddHostedService<Preparation>()
            .AddTasdirStorage()
            .AddTasdirMail()
            .AddTasdirWorkflows()
            .AddTasdirSignIn()
            .AddTasdirForms()
            .AddSingleton<CaseRequests>()
            .AddSingleton<CasePages>()
            .AddSingleton<CaseForms>()
            .AddSingleton<Beginning>()
            .AddSingleton<KeptShelf>()
            .AddSingleton<OfficialViews>()
            .AddSingleton<ProgrammeAnswers>()
            .AddSingleton<Ballots>()
            .AddSingleton<Dossiers>()
            .AddSingleton<InboundMailSecret>()
            .AddSingleton<MailReading>()
            .AddSingleton<SecretaryDesk>()
            .AddSingleton<SecretariatPages>()
            .AddSingleton<Convening>()
            .AddSingleton<ServedMinutes>()
            .AddSingleton<CaseExport>()
            .AddSingleton<Reception>()
            .AddSingleton<ServedDocument>()
            .AddSingleton<PreviewedDocument>()
            .AddSingleton<AbsenceDesk>()
            .AddSingleton<ServedLetter>()
            .AddSingleton<UploadRequests>()
            .AddSingleton<UploadViews>();
        builder.Services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        configure?.Invoke(builder);
        return builder.Build();
    }
}
