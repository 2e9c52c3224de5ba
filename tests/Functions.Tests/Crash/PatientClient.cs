using System.Net;

namespace Tasdir.Functions.Tests.Crash;

/// <summary>A client that sends a request again, the same one, when its answer got lost, as people and their programs do.</summary>
internal sealed class PatientClient(Func<CancellationToken, Task> revive) : DelegatingHandler(new SocketsHttpHandler())
{
    private const int MostFaults = 40;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        }

        // How long to wait for an app that is starting, the caller says.
        for (int faults = 0; ;)
        {
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                if (response.StatusCode < HttpStatusCode.InternalServerError || ++faults == MostFaults)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException)
            {
                // The app died before it had answered, or does not listen yet.
            }

            await revive(cancellationToken);
        }
    }
}
