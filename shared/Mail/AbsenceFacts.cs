using Tasdir.Domain.Programme;

namespace Tasdir.Mail;

/// <summary>What a member and who acts for them are told of an absence.</summary>
/// <param name="Committee">Name of the committee.</param>
/// <param name="Seat">Name of the seat.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Mailbox">Address of the member.</param>
/// <param name="Delegate">Address of who acts.</param>
/// <param name="IsEnded">Whether it was ended before its last day.</param>
/// <param name="Page">Where the member changes it; null in the note to who acts.</param>
public sealed record AbsenceFacts(
    Text Committee, Text Seat, DateOnly From, DateOnly Until, string Mailbox, string Delegate, bool IsEnded, Uri? Page);
