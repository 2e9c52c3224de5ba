using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tasdir.TestKit.Files;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>
/// A PDF of a page with a line of text and a large picture, as a scanner makes it: whole, different for each number, and made
/// piece by piece as it is sent.
/// </summary>
internal sealed class GeneratedPdf
{
    private const int Width = 1_000;
    private static readonly byte[] s_noise = Noise();
    private readonly int _number;
    private readonly int _picture;
    private readonly byte[] _head;
    private readonly byte[] _tail;

    /// <summary>Describes it.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="bytes">Bytes that it has at most, and nearly.</param>
    public GeneratedPdf(int number, int bytes)
    {
        _number = number;
        int lines = (bytes - (2 * Width)) / Width;
        _picture = lines * Width;
        StringBuilder head = new("%PDF-1.4\n%\u00E2\u00E3\u00CF\u00D3\n");
        StringBuilder offsets = new("0000000000 65535 f \n");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /Im0 6 0 R >> >> >>",
            PdfObjects.Stream($"BT /F1 11 Tf 60 780 Td (Plan d'action {number}) Tj ET q 595 0 0 700 0 0 cm /Im0 Do Q"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            $"<< /Type /XObject /Subtype /Image /Width {Width} /Height {lines} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length {_picture} >>\nstream\n",
        ];
        for (int i = 0; i < objects.Length; i++)
        {
            offsets.Append(CultureInfo.InvariantCulture, $"{head.Length:0000000000} 00000 n \n");
            head.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}{(i < objects.Length - 1 ? "\nendobj\n" : "")}");
        }

        const string End = "\nendstream\nendobj\n";
        _head = Encoding.Latin1.GetBytes(head.ToString());
        _tail = Encoding.Latin1.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{End}xref\n0 7\n{offsets}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n{_head.Length + _picture + End.Length}\n%%EOF\n"));
    }

    public int Bytes => _head.Length + _picture + _tail.Length;

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Sha256()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = new byte[Piece];
        for (int at = 0; at < Bytes; at += Piece)
        {
            hash.AppendData(piece.AsSpan(0, Read(at, piece)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Some of it, to be sent.</summary>
    public HttpContent Content(int from, int bytes) => new Part(this, from, bytes);

    private const int Piece = 65_536;

    private int Read(int from, Span<byte> target)
    {
        int filled = 0;
        while (filled < target.Length && from + filled < Bytes)
        {
            int at = from + filled;
            ReadOnlySpan<byte> source = at < _head.Length ? _head.AsSpan(at)
                : at < _head.Length + _picture ? OfPicture(at - _head.Length)
                : _tail.AsSpan(at - _head.Length - _picture);
            int count = Math.Min(source.Length, target.Length - filled);
            source[..count].CopyTo(target[filled..]);
            filled += count;
        }

        return filled;
    }

    private ReadOnlySpan<byte> OfPicture(int at)
    {
        ReadOnlySpan<byte> noise = s_noise.AsSpan((int)((at + (_number * 7_919L)) % s_noise.Length));
        return noise[..Math.Min(noise.Length, _picture - at)];
    }

    // Letters and marks of other formats do not come in it.
    private static byte[] Noise()
    {
        byte[] noise = new byte[1_000_003];
        new Random(1).NextBytes(noise);
        return [.. noise.Select(value => (byte)((value & 0x3F) | 0x80))];
    }

    private sealed class Part(GeneratedPdf file, int from, int bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            byte[] piece = new byte[Piece];
            for (int sent = 0; sent < bytes;)
            {
                int read = file.Read(from + sent, piece.AsSpan(0, Math.Min(Piece, bytes - sent)));
                await stream.WriteAsync(piece.AsMemory(0, read));
                sent += read;
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return true;
        }
    }
}
