using System.Text.Json;
using Tasdir.Domain.Committees;

namespace Tasdir.Domain.Cases;

/// <summary>How facts become lines of a log.</summary>
public static class CaseLog
{
    /// <summary>
    /// The case after an outcome's facts and the letters they bring, with the lines to append; or the refusal of a fact
    /// that cannot happen in the state the case is in.
    /// </summary>
    /// <param name="reference">The case's reference.</param>
    /// <param name="file">The case before; null when it begins.</param>
    /// <param name="head">Hash of the last line; <see cref="LogEntry.Genesis"/> when it begins.</param>
    /// <param name="facts">What happened.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="cause">By which operation.</param>
    /// <param name="at">When, UTC.</param>
    public static Extension Extend(
        string reference, CaseFile? file, string head, IReadOnlyList<CaseEvent> facts, Actor actor, string cause, DateTimeOffset at)
    {
        List<string> lines = [];
        foreach (CaseEvent fact in facts)
        {
            if (StateTable.Next(file?.State, fact) is null)
            {
                return new Extension(null, [], head, new Refusal(RefusalCodes.NotInThisState, null, file?.State.ToString() ?? ""));
            }

            AppendWithLetters(fact);
            if (Sitting.VoidedBy(file!, fact) is { } voided)
            {
                AppendWithLetters(voided);
            }
        }

        return new Extension(file, lines, head, null);

        void AppendWithLetters(CaseEvent fact)
        {
            Append(fact);
            foreach (LetterRecorded letter in Correspondence.LettersFor(file!, fact))
            {
                Append(letter);
            }
        }

        void Append(CaseEvent fact)
        {
            LogEntry entry = new((file?.Sequence ?? 0) + 1, at, actor, cause, fact, head);
            string line = entry.ToJson();
            file = CaseFile.Apply(reference, file, entry);
            head = LogEntry.HashOf(line);
            lines.Add(line);
        }
    }

    /// <summary>Reads a log from its first line.</summary>
    /// <param name="reference">The case's reference.</param>
    /// <param name="lines">The stored lines, in order.</param>
    /// <returns>The case, and the hash of its last line.</returns>
    /// <exception cref="InvalidOperationException">The lines do not follow each other.</exception>
    public static (CaseFile File, string Head) Read(string reference, IEnumerable<string> lines)
    {
        CaseFile? file = null;
        string head = LogEntry.Genesis;
        foreach (string line in lines)
        {
            file = CaseFile.Apply(reference, file, LogEntry.FromJson(line));
            head = LogEntry.HashOf(line);
        }

        return (file ?? throw new InvalidOperationException($"{reference}: an empty log."), head);
    }

    /// <summary>Checks that every line names the hash of the line before it.</summary>
    /// <returns>The sequence of the first line that does not, or null when the chain holds.</returns>
    public static int? FirstBreak(IEnumerable<string> lines, string storedHead)
    {
        string head = LogEntry.Genesis;
        int sequence = 0;
        foreach (string line in lines)
        {
            sequence++;
            if (!Follows(line, sequence, head))
            {
                return sequence;
            }

            head = LogEntry.HashOf(line);
        }

        return head == storedHead ? null : sequence + 1;
    }

    private static bool Follows(string line, int sequence, string head)
    {
        try
        {
            LogEntry entry = LogEntry.FromJson(line);
            return entry.Sequence == sequence && entry.Previous == head;
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            // A line that was written here can be read; what cannot was changed.
            return false;
        }
    }
}

/// <summary>What an append comes to.</summary>
/// <param name="File">The case afterwards; null if refused.</param>
/// <param name="Lines">The lines to store.</param>
/// <param name="Head">Hash of the last line.</param>
/// <param name="Refused">Why not, or null.</param>
public sealed record Extension(CaseFile? File, IReadOnlyList<string> Lines, string Head, Refusal? Refused);
