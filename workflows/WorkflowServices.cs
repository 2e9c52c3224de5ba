using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Storage;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;

namespace Tasdir.Workflows;

/// <summary>Registers what the activities work with.</summary>
public static class WorkflowServices
{
    /// <summary>Adds the procedure, and the seal of its links with keys kept in the storage.</summary>
    public static IServiceCollection AddTasdirWorkflows(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddDataProtection().SetApplicationName("Tasdir");
        services.AddOptions<KeyManagementOptions>().Configure<SigningKeys>((options, keys) => options.XmlRepository = keys);
        return services
            .AddSingleton<Procedure>()
            .AddSingleton<LetterDesk>()
            .AddSingleton<TakeUp>()
            .AddSingleton<VoteLinks>();
    }
}
