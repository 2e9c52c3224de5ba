using System.Net;
using System.Net.Http.Headers;

namespace Tasdir.Functions.Tests;

/// <summary>A content whose length is not declared, so that it travels in chunks.</summary>
internal sealed class Chunked : HttpContent
{
    private readonly byte[] _content;

    public Chunked(byte[] content, string type)
    {
        _content = content;
        Headers.ContentType = new MediaTypeHeaderValue(type);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) => await stream.WriteAsync(_content);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
