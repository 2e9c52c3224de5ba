using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tasdir.Local.Mailbox;

/// <summary>Signs what the mailbox reports, as SendGrid's event webhook does: with a key that is made at each start and kept nowhere.</summary>
internal sealed class EventSigner : IDisposable
{
    /// <summary>What a setting says that is to hold the public key.</summary>
    public const string Placeholder = "local-mailbox-key";

    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key: base64 of its SubjectPublicKeyInfo.</summary>
    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    /// <summary>The headers of a post at an instant.</summary>
    public IReadOnlyDictionary<string, string> Headers(DateTimeOffset now, byte[] body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        var signature = key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new Dictionary<string, string>
        {
            [SignatureHeader] = Convert.ToBase64String(signature),
            [TimestampHeader] = timestamp,
        };
    }

    public void Dispose() => key.Dispose();
}
