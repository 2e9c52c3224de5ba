using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Http;

/// <summary>A form as a signed-in person sent it from a page.</summary>
/// <param name="Caller">Who sent it.</param>
/// <param name="Fields">What was filled in.</param>
/// <param name="Operation">Id of what it does, given with the page: a form that is sent twice is done once.</param>
/// <param name="Hash">Digest of where it was sent and what was filled in.</param>
public sealed record SentForm(Caller Caller, IFormCollection Fields, string Operation, string Hash);

/// <summary>What every form on a page carries along, unseen.</summary>
/// <param name="Token">Ties the form to the person that the page was made for.</param>
/// <param name="Operation">Id of what the form does.</param>
public sealed record FormSeal(string Token, string Operation);

/// <summary>
/// Forms that people send with the cookie of the pages. Another site can make a browser send that cookie, but cannot read
/// the token on our page: without the token of the same person a form does nothing.
/// </summary>
public sealed class PageForms(IAntiforgery antiforgery)
{
    /// <summary>The only type that forms are taken in.</summary>
    public const string ContentType = "application/x-www-form-urlencoded";

    /// <summary>Name of the field with the token.</summary>
    public const string TokenField = "token";

    /// <summary>Name of the field with the operation's id.</summary>
    public const string OperationField = "operation";

    private static readonly FormOptions s_limits = new() { ValueCountLimit = 128, ValueLengthLimit = 16 * 1024, BufferBodyLengthLimit = 256 * 1024 };

    /// <summary>A seal for a form on a page that is being made for the caller.</summary>
    public FormSeal Seal(HttpContext context) =>
        new(antiforgery.GetAndStoreTokens(context).RequestToken!, Guid.CreateVersion7().ToString("N"));

    /// <summary>The form of a request, or the code of why it is not taken.</summary>
    public async Task<(SentForm? Form, string? Refused)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        HttpContext context = request.HttpContext;
        SignIn.TakeCookieForForm(context);
        if (await Caller.OfAsync(context) is not { } caller)
        {
            return (null, RequestCodes.SignInRequired);
        }

        if (request.ContentType?.Split(';')[0].Trim().Equals(ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            return (null, RequestCodes.ContentTypeUnsupported);
        }

        // Whoever reads the form from here on is held to these limits.
        FormFeature feature = new(request, s_limits);
        context.Features.Set<IFormFeature>(feature);
        IFormCollection fields;
        try
        {
            fields = await feature.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            return (null, RequestCodes.RequestMalformed);
        }

        return !await antiforgery.IsRequestValidAsync(context) ? (null, RequestCodes.FormStale)
            : fields[OperationField] is not [{ Length: 32 } id] || !Guid.TryParseExact(id, "N", out _) ? (null, RequestCodes.RequestMalformed)
            : (new SentForm(caller, fields, $"{caller.Id}/{id}", HashOf(request, fields)), null);
    }

    // The token is another one on each showing of a page, and no part of what was filled in.
    private static string HashOf(HttpRequest request, IFormCollection fields) => JsonBody.HashOf(request, Encoding.UTF8.GetBytes(string.Join(
        '\n', fields.Where(field => field.Key != TokenField).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"))));
}

/// <summary>Adds what forms need.</summary>
public static class PageFormServices
{
    /// <summary>Adds the forms of pages. Their cookie goes only to this site, out of scripts' reach, and over TLS wherever the site has it.</summary>
    public static IServiceCollection AddTasdirForms(this IServiceCollection services)
    {
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<SiteOptions>>((options, site) =>
        {
            options.FormFieldName = PageForms.TokenField;
            // A token is taken from the form itself and nowhere else.
            options.HeaderName = null;
            // Who may frame a page is said in its Content-Security-Policy.
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie = new FormCookie(isSecure: !new Uri(site.Value.BaseUrl).IsLoopback)
            {
                Name = "tasdir-form",
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                IsEssential = true,
            };
        });
        return services.AddSingleton<PageForms>();
    }

    // Before the app, TLS ends at the platform: whether a request came over it is known by the site's address.
    private sealed class FormCookie(bool isSecure) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            CookieOptions options = base.Build(context, expiresFrom);
            options.Secure = isSecure;
            return options;
        }
    }
}
