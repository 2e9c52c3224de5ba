using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tasdir.TestKit.Contract;

/// <summary>The app and its contract disagree.</summary>
public sealed class ContractException(string message) : Exception(message);

/// <summary>
/// Holds every answer against the contract: a status, header, content type or body that the contract does not have fails the
/// test that asked, and so does an accepted request body that it would not allow. What the machine itself serves under
/// <c>/local</c> is not the app's.
/// </summary>
public sealed class ContractHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly ApiContract s_contract = ApiContract.Served;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        if (path.StartsWith("/local/", StringComparison.Ordinal))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        ApiOperation operation = s_contract.Find(request.Method.Method, path)
            ?? throw new ContractException($"{request.Method} {path} is no operation of the contract.");
        // Read once it is sent: what is read before is no longer sent in chunks.
        string? sent = response.IsSuccessStatusCode && IsJson(request.Content) ? await request.Content!.ReadAsStringAsync(cancellationToken) : null;
        string[] faults = [.. FaultsOfAnswer(operation, response, await response.Content.ReadAsStringAsync(cancellationToken))];
        string[] all = response.IsSuccessStatusCode ? [.. faults, .. FaultsOfRequest(operation, request, sent)] : faults;
        return all.Length == 0
            ? response
            : throw new ContractException($"{operation.Id} answered {(int)response.StatusCode}, which is not the contract: {string.Join("; ", all)}");
    }

    /// <summary>What of an answer is not in the contract.</summary>
    public static IEnumerable<string> FaultsOfAnswer(ApiOperation operation, HttpResponseMessage response, string body)
    {
        string status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (operation.Content["responses"]![status] is not { } listed)
        {
            return [$"this status is not listed (body: {body})"];
        }

        JsonObject promised = s_contract.Resolve(listed);
        string? type = response.Content.Headers.ContentType?.MediaType;
        JsonNode? media = promised["content"]?[type ?? "none"];
        return FaultsOfHeaders(promised, response).Concat(
            promised["content"] is null && body.Length == 0 ? []
            : media is null ? [$"the content type {type} is not listed"]
            : IsJson(response.Content) ? FaultsOfBody(media["schema"]!, body, status)
            : []);
    }

    private static IEnumerable<string> FaultsOfBody(JsonNode schema, string body, string status)
    {
        JsonNode? stated = (JsonNode.Parse(body) as JsonObject)?["status"];
        return s_contract.Faults(schema, body)
            .Concat(stated is null || stated.ToJsonString() == status ? [] : [$"the body speaks of status {stated}"]);
    }

    private static IEnumerable<string> FaultsOfHeaders(JsonObject promised, HttpResponseMessage response) =>
        from header in promised["headers"]?.AsObject() ?? []
        let pattern = (string)s_contract.Resolve(header.Value!)["schema"]!["pattern"]!
        let value = ValueOf(response, header.Key)
        where value is null || !Regex.IsMatch(value, pattern)
        select $"the header {header.Key} is {value ?? "missing"}";

    private static IEnumerable<string> FaultsOfRequest(ApiOperation operation, HttpRequestMessage request, string? sent)
    {
        JsonObject? body = operation.Content["requestBody"] is { } node ? s_contract.Resolve(node) : null;
        JsonNode? schema = body?["content"]?["application/json"]?["schema"];
        IEnumerable<string> missing =
            from parameter in operation.Content["parameters"]?.AsArray().Select(parameter => s_contract.Resolve(parameter!)) ?? []
            where (string?)parameter["in"] == "header" && (bool?)parameter["required"] == true
            let name = (string)parameter["name"]!
            where !request.Headers.NonValidated.Contains(name) && request.Content?.Headers.NonValidated.Contains(name) != true
            select $"it was accepted without the header {name}";
        return missing.Concat(
            sent is null || schema is null ? [] : s_contract.Faults(schema, sent).Select(fault => $"a request was accepted that it does not allow: {fault}"));
    }

    // Content headers and the others are kept apart by the client, not by HTTP.
    private static string? ValueOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    private static bool IsJson(HttpContent? content) => content?.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";
}
