using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tasdir.Functions.Http;

/// <summary>Sign-in by bearer token; pages and the forms on them also take it from a cookie.</summary>
public static class SignIn
{
    /// <summary>
    /// The cookie that pages are opened with. On its strength alone nothing is changed: a form that is sent with it must also
    /// carry the token that the page was given for the same person (<see cref="PageForms"/>). The API never takes it.
    /// </summary>
    public const string Cookie = "tasdir-session";

    private static readonly object s_isForm = new();

    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(2);

    /// <summary>Adds the sign-in.</summary>
    public static IServiceCollection AddTasdirSignIn(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<IdentityOptions>, TimeProvider>(Configure);
        return services;
    }

    /// <summary>Lets the cookie sign in a form's request. Only for a handler that goes on to check the form's token.</summary>
    internal static void TakeCookieForForm(HttpContext context) => context.Items[s_isForm] = true;

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
        bool opens = HttpMethods.IsGet(request.Method) || request.HttpContext.Items.ContainsKey(s_isForm);
        if (opens && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            message.Token = request.Cookies[Cookie];
        }

        return Task.CompletedTask;
    }
}
