using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Functions.Http;

/// <summary>Sign-in by bearer token (settings <c>Identity:Authority</c> and <c>Identity:Audience</c>); pages also take it from a cookie.</summary>
public static class SignIn
{
    /// <summary>The cookie that pages are opened with. It only ever opens pages: nothing is changed on its strength.</summary>
    public const string Cookie = "tasdir-session";

    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(2);

    /// <summary>Adds the sign-in.</summary>
    public static IServiceCollection AddTasdirSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IConfiguration, TimeProvider>(Configure);
        return services;
    }

    private static void Configure(JwtBearerOptions options, IConfiguration settings, TimeProvider clock)
    {
        options.Authority = settings["Identity:Authority"]
            ?? throw new InvalidOperationException("The setting Identity__Authority names who signs people in.");
        options.Audience = settings["Identity:Audience"]
            ?? throw new InvalidOperationException("The setting Identity__Audience names this API to whoever signs people in.");
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
