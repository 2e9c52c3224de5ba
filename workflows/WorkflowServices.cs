using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Tasdir.Inspection;
using Tasdir.Storage;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;
using Tasdir.Workflows.Documents.Screening;

namespace Tasdir.Workflows;

/// <summary>Registers what the activities work with.</summary>
public static class WorkflowServices
{
    /// <summary>Adds the procedure, and the seal of its links with keys kept in the storage.</summary>
    public static IServiceCollection AddTasdirWorkflows(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<InspectionLimits>().BindConfiguration(InspectionLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ScannerOptions>().BindConfiguration(ScannerOptions.Section).ValidateDataAnnotations()
            .Validate<IHostEnvironment>(
                (scanner, host) => scanner.Kind != ScannerKind.None || !host.IsProduction(),
                "Nothing scans documents for malware: in production the setting Scanner__Kind is clamd or defender.")
            .ValidateOnStart();
        services.AddDataProtection().SetApplicationName("Tasdir");
        services.AddOptions<KeyManagementOptions>().Configure<SigningKeys>((options, keys) => options.XmlRepository = keys);
        return services
            .AddSingleton<Procedure>()
            .AddSingleton<LetterDesk>()
            .AddSingleton<LetterFiling>()
            .AddSingleton<Copies>()
            .AddSingleton<DocumentOpener>()
            .AddSingleton(services => new MalwareScanner(services.GetRequiredService<IOptions<ScannerOptions>>().Value))
            .AddSingleton<TakeUp>()
            .AddSingleton<VoteLinks>()
            .AddSingleton<MeetingLinks>()
            .AddSingleton<AgendaDesk>()
            .AddSingleton<CallAlternates>()
            .AddSingleton<AbsencePasses>();
    }
}
