using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Tasdir.Mail.Replies;

namespace Tasdir.Functions.Mail;

/// <summary>Inbound Parse does not sign what it posts: it knows a secret path and a name and password, and both must be right.</summary>
public sealed class InboundMailSecret(IOptions<ReplyOptions> options)
{
    /// <summary>Whether a request comes from who knows both.</summary>
    public bool IsKnownTo(HttpRequest request, string segment) =>
        Same(segment, options.Value.InboundSecret)
        & AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out AuthenticationHeaderValue? given)
        & "Basic".Equals(given?.Scheme, StringComparison.OrdinalIgnoreCase)
        & Same(given?.Parameter ?? "", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.InboundUser}:{options.Value.InboundPassword}")));

    // Digests are of one length, so the time says nothing of where they differ, nor how long the secret is.
    private static bool Same(string given, string secret) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
