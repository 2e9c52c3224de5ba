using Tasdir.Mail.Layout;

namespace Tasdir.Mail;

/// <summary>A letter ready to be sent.</summary>
/// <param name="Subject">Subject line, in the recipient's language, without personal data.</param>
/// <param name="Html">The whole letter, both languages, as one HTML document without remote content.</param>
/// <param name="Text">The same blocks in plain text.</param>
/// <param name="Page">The blocks themselves, for the same letter on paper.</param>
public sealed record Letter(string Subject, string Html, string Text, LetterPage Page);
