using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;

namespace Tasdir.Functions.Http;

/// <summary>A body that was read: its value, or why not, and the digest that ties an idempotency key to it.</summary>
/// <param name="Value">The value; null if refused.</param>
/// <param name="Hash">Digest of method, path and body.</param>
/// <param name="Refused">Why not, or null.</param>
public sealed record Body<T>(T? Value, string Hash, Refusal? Refused);

/// <summary>Strict JSON bodies: of the right type, of a reasonable size, with no field that nobody knows.</summary>
public static class JsonBody
{
    /// <summary>Bytes that a JSON body may have.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>Reads the body as JSON; an empty body is null for a <typeparamref name="T"/> that takes it.</summary>
    public static async Task<Body<T>> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
    {
        byte[]? bytes = await ReadBytesAsync(request, Limit, cancellation);
        if (bytes is null)
        {
            return Refuse<T>(new Refusal(RequestCodes.BodyTooLarge, null, Limit.ToString(CultureInfo.InvariantCulture)));
        }

        string hash = HashOf(request, bytes);
        if (bytes.Length == 0 && typeof(T).IsAssignableTo(typeof(IOptionalBody)))
        {
            return new Body<T>(JsonSerializer.Deserialize<T>("{}", CaseJson.Options), hash, null);
        }

        if (request.ContentType is not { } type || !type.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse<T>(new Refusal(RequestCodes.ContentTypeUnsupported, null, "application/json"));
        }

        try
        {
            T? value = JsonSerializer.Deserialize<T>(bytes, CaseJson.Options);
            return value is null ? Refuse<T>(new Refusal(RequestCodes.JsonField)) : new Body<T>(value, hash, null);
        }
        // What is no JSON is told by the reader, in another such exception inside.
        catch (JsonException wrong) when (wrong.InnerException is JsonException || wrong.Path is null)
        {
            return Refuse<T>(new Refusal(RequestCodes.JsonMalformed, null, string.Create(
                CultureInfo.InvariantCulture, $"{wrong.LineNumber + 1}:{wrong.BytePositionInLine + 1}")));
        }
        catch (JsonException wrong)
        {
            return Refuse<T>(new Refusal(RequestCodes.JsonField, FieldOf(wrong.Path!) ?? MissingIn<T>(bytes)));
        }
    }

    /// <summary>Reads a body whole, or null if it is longer than the limit.</summary>
    public static async Task<byte[]?> ReadBytesAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        byte[] buffer = new byte[limit + 1];
        int length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > limit ? null : buffer[..length];
    }

    /// <summary>Digest of a request, by which a repeated idempotency key is told from a reused one.</summary>
    public static string HashOf(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Body<T> Refuse<T>(Refusal refusal) => new(default, "", refusal);

    // The exception names what is missing only in its sentence.
    private static string? MissingIn<T>(byte[] bytes)
    {
        using JsonDocument body = JsonDocument.Parse(bytes);
        return body.RootElement.ValueKind != JsonValueKind.Object ? null
            : CaseJson.Options.GetTypeInfo(typeof(T)).Properties
                .FirstOrDefault(property => property.IsRequired && !body.RootElement.TryGetProperty(property.Name, out _))?.Name;
    }

    private static string? FieldOf(string path) => path is "$" or "" ? null : path.TrimStart('$').TrimStart('.');
}

/// <summary>A body that may be left out: it then says what <c>{}</c> says.</summary>
public interface IOptionalBody;

/// <summary>The body of a request that has nothing to say: empty, or <c>{}</c>.</summary>
public sealed record Nothing : IOptionalBody;
