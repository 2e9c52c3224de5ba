using Microsoft.AspNetCore.Http;

namespace Tasdir.Functions.Http;

/// <summary>The Idempotency-Key header: a request sent again under it is done once and answered alike.</summary>
public static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";

    /// <summary>The key of a request; null if there is none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers[Header] is [{ Length: >= 8 and <= 200 } key] && key.All(c => c is > ' ' and <= '~') ? key : null;

    /// <summary>Whether a request carries a key that cannot be kept: its caller counts on it, so it is not passed over.</summary>
    public static bool IsMisspelt(HttpRequest request) => request.Headers.ContainsKey(Header) && Of(request) is null;

    /// <summary>The id of the operation: the key with its caller, or a new one when the caller does not care about repeats.</summary>
    public static string OperationOf(HttpRequest request, string caller) =>
        Of(request) is { } key ? $"{caller}/{key}" : $"{caller}/{Guid.CreateVersion7():N}";
}
