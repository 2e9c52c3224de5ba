using System.Text;
using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace Tasdir.Local.Host;

/// <summary>Makes of a stored message what the function's parameter asks for.</summary>
internal sealed class QueueMessageReader(Type target, string encoding)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };
    private readonly bool isBase64 = !encoding.Equals("none", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the real host offers about a message beside its text.</summary>
    public static Dictionary<string, object?> BindingData(QueueMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Id"] = message.MessageId,
        ["PopReceipt"] = message.PopReceipt,
        ["DequeueCount"] = message.DequeueCount,
        ["InsertionTime"] = message.InsertedOn,
        ["ExpirationTime"] = message.ExpiresOn,
        ["NextVisibleTime"] = message.NextVisibleOn,
    };

    /// <exception cref="FormatException">The message is not in the encoding that host.json names.</exception>
    /// <exception cref="JsonException">The message is not JSON of the parameter's type.</exception>
    public object? Read(QueueMessage message)
    {
        var body = isBase64 ? Convert.FromBase64String(message.MessageText) : Encoding.UTF8.GetBytes(message.MessageText);
        return target switch
        {
            _ when target == typeof(string) => Encoding.UTF8.GetString(body),
            _ when target == typeof(byte[]) => body,
            _ when target == typeof(BinaryData) => new BinaryData(body),
            _ when target == typeof(QueueMessage) => Decoded(message, body),
            _ => JsonSerializer.Deserialize(body, target, Json),
        };
    }

    private static QueueMessage Decoded(QueueMessage message, byte[] body) => QueuesModelFactory.QueueMessage(
        message.MessageId, message.PopReceipt, new BinaryData(body), message.DequeueCount,
        message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);
}
