using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Committees;

/// <summary>Reads the forms on pages behind sealed links: nobody is signed in there, and what a form is for is sealed in it.</summary>
internal static class LinkForm
{
    /// <summary>The only type that forms are taken in.</summary>
    public const string ContentType = "application/x-www-form-urlencoded";

    private static readonly FormOptions s_limits = new() { ValueCountLimit = 64, ValueLengthLimit = 16 * 1024, BufferBodyLengthLimit = 64 * 1024 };

    /// <summary>The form of a request, or the code of why it is not taken.</summary>
    public static async Task<(IFormCollection? Form, string? Refused)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentType?.Split(';')[0].Trim().Equals(ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            return (null, RequestCodes.ContentTypeUnsupported);
        }

        try
        {
            return (await new FormFeature(request, s_limits).ReadFormAsync(cancellation), null);
        }
        catch (InvalidDataException)
        {
            return (null, RequestCodes.RequestMalformed);
        }
    }
}
