using System.Buffers.Binary;

namespace Tasdir.Inspection;

/// <summary>Archives, pages and programs among bytes that should be none of these.</summary>
internal static class OtherFormats
{
    private static readonly byte[][] s_marks =
    [
        [.. "%PDF-"u8],
        [.. "Rar!\x1A\x07"u8],
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C],
    ];

    private static readonly string[] s_tags = ["<!doctype html", "<html", "<script", "<?php"];

    /// <summary>Whether one of them stands somewhere in these bytes.</summary>
    public static bool Holds(ReadOnlySpan<byte> bytes) =>
        HoldsMark(bytes) || HoldsTag(bytes) || Anywhere(bytes, "PK\x03\x04"u8, IsZipEntry) || Anywhere(bytes, "MZ"u8, IsWindowsProgram)
        || Anywhere(bytes, "\u007FELF"u8, IsLinuxProgram);

    /// <summary>Whether these bytes begin as one that a program is started by.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) =>
        IsWindowsProgram(bytes) || IsLinuxProgram(bytes) || bytes.StartsWith("#!"u8) || bytes.StartsWith("GIF8"u8);

    private delegate bool Test(ReadOnlySpan<byte> from);

    private static bool HoldsMark(ReadOnlySpan<byte> bytes)
    {
        foreach (byte[] mark in s_marks)
        {
            if (bytes.IndexOf(mark) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsTag(ReadOnlySpan<byte> bytes)
    {
        for (int at = bytes.IndexOf((byte)'<'); at >= 0; at = Next(bytes, at, "<"u8))
        {
            foreach (string tag in s_tags)
            {
                if (bytes.Length >= at + tag.Length && System.Text.Ascii.EqualsIgnoreCase(bytes.Slice(at, tag.Length), tag))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Anywhere(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark, Test test)
    {
        for (int at = bytes.IndexOf(mark); at >= 0; at = Next(bytes, at, mark))
        {
            if (test(bytes[at..]))
            {
                return true;
            }
        }

        return false;
    }

    private static int Next(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> mark)
    {
        int next = bytes[(at + 1)..].IndexOf(mark);
        return next < 0 ? -1 : at + 1 + next;
    }

    // Four bytes are found by chance in a film of some megabytes; the fields behind them are not.
    private static bool IsZipEntry(ReadOnlySpan<byte> from) =>
        from.Length >= 30
        && from[4] <= 63 && from[5] <= 63
        && BinaryPrimitives.ReadUInt16LittleEndian(from[8..]) <= 99
        && BinaryPrimitives.ReadUInt16LittleEndian(from[26..]) is > 0 and <= 512;

    private static bool IsWindowsProgram(ReadOnlySpan<byte> from) =>
        from.Length >= 64 && from.StartsWith("MZ"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(from[60..]) is var header && header <= from.Length - 4 && from[(int)header..].StartsWith("PE\0\0"u8);

    private static bool IsLinuxProgram(ReadOnlySpan<byte> from) =>
        from.Length >= 7 && from.StartsWith("\u007FELF"u8) && from[4] is 1 or 2 && from[5] is 1 or 2 && from[6] == 1;
}
