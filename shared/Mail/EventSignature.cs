using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using SendGrid.Helpers.EventWebhook;
using Tasdir.Mail.Replies;

namespace Tasdir.Mail;

/// <summary>The signature of SendGrid's event webhook: ECDSA over the time of the post and its body.</summary>
public sealed class EventSignature(IOptions<ReplyOptions> options, TimeProvider clock)
{
    /// <summary>Header with the signature, base64.</summary>
    public const string SignatureHeader = RequestValidator.SIGNATURE_HEADER;

    /// <summary>Header with the time of the post, in seconds since 1970.</summary>
    public const string TimestampHeader = RequestValidator.TIMESTAMP_HEADER;

    /// <summary>Whether a post is SendGrid's, and of now: an old one may be a replay.</summary>
    public bool Holds(byte[] body, string? signature, string? timestamp) =>
        !string.IsNullOrEmpty(signature)
        && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
        && seconds <= 253_402_300_799
        && (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= TimeSpan.FromMinutes(options.Value.EventMinutes)
        && IsSigned(body, signature, timestamp!);

    private bool IsSigned(byte[] body, string signature, string timestamp)
    {
        RequestValidator validator = new();
#pragma warning disable CA1031 // What is no signature, the library meets with whatever exception its parser ends in.
        try
        {
            return validator.VerifySignature(
                validator.ConvertPublicKeyToECDSA(options.Value.EventKey), Encoding.UTF8.GetString(body), signature, timestamp);
        }
        catch (Exception)
        {
            return false;
        }
#pragma warning restore CA1031
    }
}
