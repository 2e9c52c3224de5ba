using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tasdir.TestKit.Files;

/// <summary>PDFs locked by the standard handler's first revision: RC4 with 40 bits (ISO 32000, 7.6.3).</summary>
internal static class LockedPdf
{
    private const int Permissions = -4;

    private static readonly byte[] s_padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");
    private static readonly byte[] s_id = Convert.FromHexString("000102030405060708090A0B0C0D0E0F");

    /// <summary>A page with a line that is only read with the password; with an empty one, every program reads it.</summary>
    public static byte[] Write(string password, string line)
    {
        byte[] owner = Rc4(Md5(Pad("owner"))[..5], Pad(password));
        byte[] key = Md5([.. Pad(password), .. owner, .. Little(Permissions), .. s_id])[..5];
        byte[] user = Rc4(key, s_padding);
        byte[] content = Rc4(Md5([.. key, 4, 0, 0, 0, 0])[..10], Encoding.Latin1.GetBytes($"BT /F1 11 Tf 60 780 Td ({line}) Tj ET"));
        string encrypt = $"<< /Filter /Standard /V 1 /R 2 /O <{Convert.ToHexString(owner)}> /U <{Convert.ToHexString(user)}> /P {Permissions} >>";
        return PdfObjects.Write(
            [.. PdfObjects.Page(), PdfObjects.Stream(Encoding.Latin1.GetString(content)), PdfObjects.Text()[1], encrypt],
            $"/Encrypt 6 0 R /ID [<{Convert.ToHexString(s_id)}> <{Convert.ToHexString(s_id)}>]");
    }

    private static byte[] Pad(string password) => [.. Encoding.Latin1.GetBytes(password).Concat(s_padding).Take(s_padding.Length)];

    private static byte[] Little(int number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

#pragma warning disable CA5351 // What the format of 1994 prescribes: nothing is protected by it here.
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351

    private static byte[] Rc4(byte[] key, byte[] text)
    {
        byte[] state = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }

        byte[] result = new byte[text.Length];
        for (int n = 0, i = 0, j = 0; n < text.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            result[n] = (byte)(text[n] ^ state[(state[i] + state[j]) & 255]);
        }

        return result;
    }
}
