using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Tasdir.Functions.Mail;

/// <summary>Tells the log of a post of the mail service that could not be taken up: a letter in it may not have arrived.</summary>
public sealed class TellOfFailedMailEvents(ILogger<TellOfFailedMailEvents> log)
{
    [Function(nameof(TellOfFailedMailEvents))]
    public void Run([QueueTrigger("%StoragePrefix%-mail-events-poison", Connection = "Storage")] string key) =>
        log.LogError("Post {Key} of the mail service's events could not be taken up.", key);
}
