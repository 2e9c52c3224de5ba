using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tasdir.Functions.Http;

/// <summary>Sign-in by bearer token; pages also take it from a cookie.</summary>
public static class SignIn
{
    /// <summary>The cookie that pages are opened with. It only ever opens pages: nothing is changed on its strength.</summary>
    public const string Cookie = "tasdir-session";

    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(2);

    /// <summary>Adds the sign-in.</summary>
    public static IServiceCollection AddTasdirSignIn(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<IdentityOptions>, TimeProvider>(Configure);
        return services;
    }

    private static void Configure(JwtBearerOptions options, IOptions<IdentityOptions> identity, TimeProvider clock)
    {
        options.Authority = identity.Value.Authority;
        options.Audience = identity.Value.Audience;
        // A development authority on this machine has no certificate.
        options.RequireHttpsMetadata = !new Uri(options.Authority).IsLoopback;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.LifetimeValidator = (from, until, _, _) =>
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            return (from is null || from <= now + s_clockSkew) && until > now - s_clockSkew;
        };
        options.Events = new JwtBearerEvents { OnMessageReceived = TakeFromCookieOnPages };
    }

    private static Task TakeFromCookieOnPages(MessageReceivedContext message)
    {
        HttpRequest request = message.Request;
        if (HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            message.Token = request.Cookies[Cookie];
        }

        return Task.CompletedTask;
    }
}
