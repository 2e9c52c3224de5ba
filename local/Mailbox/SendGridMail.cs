using System.Text.Json;

namespace Tasdir.Local.Mailbox;

/// <summary>The body of SendGrid's <c>POST /v3/mail/send</c>, as far as the mailbox reads it.</summary>
internal sealed record SendGridMail
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public IReadOnlyList<Personalization>? Personalizations { get; init; }

    public Address? From { get; init; }

    public Address? ReplyTo { get; init; }

    public string? Subject { get; init; }

    public IReadOnlyList<Part>? Content { get; init; }

    public Dictionary<string, string>? CustomArgs { get; init; }

    public static ValueTask<SendGridMail?> ReadAsync(Stream body, CancellationToken cancellation) =>
        JsonSerializer.DeserializeAsync<SendGridMail>(body, Json, cancellation);

    /// <summary>What SendGrid would refuse.</summary>
    public IEnumerable<Error> Errors()
    {
        if (Personalizations is not { Count: > 0 })
        {
            yield return new("The personalizations field is required and must have at least one personalization.", "personalizations");
        }

        if (!IsAddress(From))
        {
            yield return new("The from object must be provided for every email send. It is an object that requires the email parameter, but may also contain a name parameter.", "from.email");
        }

        if (Content is not { Count: > 0 } || Content.Any(part => string.IsNullOrEmpty(part.Type) || string.IsNullOrEmpty(part.Value)))
        {
            yield return new("The content value must be a string at least one character in length.", "content");
        }

        for (var i = 0; i < (Personalizations?.Count ?? 0); i++)
        {
            var one = Personalizations![i];
            if (one.To is not { Count: > 0 } || !one.To.All(IsAddress))
            {
                yield return new("The to array is required for all personalization objects, and must have at least one email object with a valid email address.", $"personalizations.{i}.to");
            }

            if (string.IsNullOrEmpty(one.Subject ?? Subject))
            {
                yield return new("The subject is required. You can get around this requirement if you use a template with a subject defined or if every personalization has a subject defined.", "subject");
            }
        }
    }

    /// <summary>One mail for each personalization. The body must be without errors.</summary>
    public IEnumerable<Message> Messages(DateTimeOffset now) => Personalizations!.Select(one => new Message(
        "",
        now,
        From!.Email!,
        ReplyTo?.Email,
        string.Join(", ", new[] { one.To, one.Cc, one.Bcc }.SelectMany(list => list ?? []).Select(address => address.Email)),
        (one.Subject ?? Subject)!,
        Content!.FirstOrDefault(part => part.Type == "text/plain")?.Value,
        Content!.FirstOrDefault(part => part.Type == "text/html")?.Value,
        new Dictionary<string, string>((CustomArgs ?? []).Concat(one.CustomArgs ?? [])
            .GroupBy(pair => pair.Key).Select(same => same.Last())),
        1));

    private static bool IsAddress(Address? address) =>
        address?.Email?.Split('@') is [{ Length: > 0 }, { Length: > 0 } domain] && !domain.Contains(' ', StringComparison.Ordinal);

    internal sealed record Personalization(
        IReadOnlyList<Address>? To, IReadOnlyList<Address>? Cc, IReadOnlyList<Address>? Bcc, string? Subject, Dictionary<string, string>? CustomArgs);

    internal sealed record Address(string? Email, string? Name);

    internal sealed record Part(string? Type, string? Value);

    /// <summary>An error as SendGrid words and shapes it.</summary>
    internal sealed record Error(string Message, string? Field, string? Help = null);
}
