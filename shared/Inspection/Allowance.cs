using System.Diagnostics;
using Tasdir.Domain.Documents;

namespace Tasdir.Inspection;

/// <summary>What is found while a parser is at work, so that nothing more is parsed.</summary>
internal sealed class FoundException(FindingCode code, string? value = null) : Exception($"Found in a file: {code}.")
{
    public Finding Finding { get; } = new(code, value);
}

/// <summary>What is left of the limits while one file is looked at, with everything in it.</summary>
internal sealed class Allowance(InspectionLimits limits)
{
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _unpacked;

    /// <summary>The limits.</summary>
    public InspectionLimits Limits { get; } = limits;

    /// <summary>The limit that was passed, if one was: parsers may swallow what is thrown at them.</summary>
    public Finding? Passed { get; private set; }

    /// <summary>Asked wherever a parser can be interrupted.</summary>
    public void CheckTime()
    {
        if (Stopwatch.GetElapsedTime(_begun).TotalSeconds > Limits.Seconds)
        {
            Stop(FindingCode.Unreadable);
        }
    }

    /// <summary>Counts bytes of a part as they are unpacked.</summary>
    /// <param name="packed">Bytes of the part as it is packed.</param>
    /// <param name="part">Bytes of it that were unpacked, these included.</param>
    /// <param name="more">Bytes that were unpacked now.</param>
    public void Unpacked(long packed, long part, long more)
    {
        CheckTime();
        _unpacked += more;
        if (_unpacked > Limits.UnpackedBytes || (part > Limits.RatioFrom && part / Limits.Ratio > packed))
        {
            Stop(FindingCode.Bomb);
        }
    }

    /// <summary>Ends the look with a finding.</summary>
    public void Stop(FindingCode code, string? value = null)
    {
        FoundException found = new(code, value);
        Passed ??= found.Finding;
        throw found;
    }
}
