using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Tasdir.Local.Host;

namespace Tasdir.Local.SignIn;

/// <summary>Signs the tokens of the ready-made people, with a key that is kept in the state folder.</summary>
public sealed class TokenIssuer : IDisposable
{
    /// <summary>How long a token is good for, on the host's clock.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const int KeyBits = 2048;
    private readonly RSA key;
    private readonly TimeProvider clock;
    private readonly string audience;

    internal TokenIssuer(string keyPath, TimeProvider clock, IConfiguration settings, LocalAddress address)
    {
        this.clock = clock;
        Issuer = settings["Identity:Authority"] ?? address.BaseUrl + SignInEndpoints.Authority;
        audience = settings["Identity:Audience"] ?? "tasdir-api";
        key = Key(keyPath);
        KeyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 12));
    }

    /// <summary>What stands in the tokens as <c>iss</c>.</summary>
    public string Issuer { get; }

    private string KeyId { get; }

    /// <summary>A bearer token for the person.</summary>
    public string TokenFor(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["sub"] = person.Id,
            ["name"] = person.Name,
            ["email"] = person.Email,
            ["roles"] = person.Roles,
            ["region"] = person.Region,
            ["locale"] = person.Locale,
        };
        var signed = $"{Part(new { alg = "RS256", typ = "JWT", kid = KeyId })}.{Part(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>The public key, as a JSON Web Key Set.</summary>
    internal object KeySet()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    alg = "RS256",
                    kid = KeyId,
                    n = Base64Url.EncodeToString(parameters.Modulus),
                    e = Base64Url.EncodeToString(parameters.Exponent),
                },
            },
        };
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));

    private static RSA Key(string path)
    {
        var rsa = RSA.Create(KeyBits);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, rsa.ExportPkcs8PrivateKeyPem());
            return rsa;
        }

        try
        {
            rsa.ImportFromPem(File.ReadAllText(path));
            return rsa;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new StartupException($"{path} is not a key; delete it to have a new one made.", e);
        }
    }
}
