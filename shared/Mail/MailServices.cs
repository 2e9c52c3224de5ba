using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tasdir.Mail.Replies;

namespace Tasdir.Mail;

/// <summary>Registers the sending of mail.</summary>
public static class MailServices
{
    /// <summary>Adds <see cref="MailSender"/>, configured by section <c>Mail</c>.</summary>
    public static IServiceCollection AddTasdirMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHttpClient(MailSender.ClientName).ConfigureHttpClient((provider, client) =>
            client.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<MailOptions>>().Value.TimeoutSeconds));
        services.AddOptions<ReplyOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddSingleton<MailSender>().AddSingleton<ReplyAddresses>().AddSingleton<EventSignature>();
    }
}
