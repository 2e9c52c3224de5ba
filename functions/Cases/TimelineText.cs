using System.Globalization;
using System.Resources;
using System.Text.Json.Serialization;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Functions.Cases;

/// <summary>The facts of a case as sentences, in the reader's language: <c>TimelineText.resx</c>.</summary>
public static class TimelineText
{
    private static readonly ResourceManager s_sentences = new("Tasdir.Functions.Cases.TimelineText", typeof(TimelineText).Assembly);

    private static readonly Dictionary<Type, string> s_types = typeof(CaseEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false)
        .Cast<JsonDerivedTypeAttribute>()
        .ToDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    /// <summary>The name of a kind of fact, as the log spells it.</summary>
    public static string TypeOf(CaseEvent fact) => s_types[fact.GetType()];

    /// <summary>The sentence of a fact. It names no person: votes are the committee's, and people are not their files.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="file">The case, for the names of what the fact mentions.</param>
    /// <param name="language">Of the reader.</param>
    public static string Of(CaseEvent fact, CaseFile file, CultureInfo language)
    {
        string key = TypeOf(fact) + fact switch
        {
            DataRequested e => e.Kind.ToString(),
            ReviewOpened e => e.Level.ToString(),
            SupportDecided e => e.Result.ToString(),
            DueDateMoved e => (e.Request is null ? "Decision" : "Request") + (e.Feast is null ? "Calendar" : "Feast"),
            _ => "",
        };
        string sentence = s_sentences.GetString(key, language) ?? throw new InvalidOperationException($"The fact {key} has no sentence.");
        return string.Format(language, sentence, [.. Values(fact, file, language.Name)]);
    }

    // Applicants read it too: that a content was used elsewhere is told to officials only, in the case.
    private static CheckOutcome OutcomeTold(DocumentChecked fact) => fact.Reports.Where(report => report.Check != AutomaticCheck.Copies)
        .Select(report => report.Outcome).DefaultIfEmpty(CheckOutcome.Passed).Max();

    private static IEnumerable<string> Values(CaseEvent fact, CaseFile file, string language)
    {
        return fact switch
        {
            ApplicationSubmitted e => [Date(e.DueOn)],
            RequestReminded e => [Names.Of(e.Request.Ask).In(language), Number(e.Reminder)],
            RequestExpired e => [Names.Of(e.Request.Ask).In(language)],
            DueDateMoved e =>
            [
                Date(e.From),
                Date(e.To),
                .. e.Feast is null ? (IEnumerable<string>)[] : [Feast(e.Feast), Number(e.Year!.Value)],
                .. e.Request is null ? (IEnumerable<string>)[] : [Names.Of(e.Request.Ask).In(language)],
            ],
            DocumentReceived e => [Kind(e.Kind)],
            DocumentChecked e => [KindOf(e.DocumentId), Names.Of(OutcomeTold(e)).In(language)],
            DocumentSupplied e => [Kind(e.Kind)],
            RenewalRequested e => [Date(e.DueOn), string.Join(language == "ar" ? "، " : ", ", e.Kinds.Select(Kind))],
            DocumentErased e => [KindOf(e.DocumentId)],
            DocumentAccepted e => [KindOf(e.DocumentId)],
            DocumentRefused e => [KindOf(e.DocumentId), e.Reason],
            ComplementRequested e => [Date(e.DueOn), string.Join(language == "ar" ? "، " : ", ", e.Kinds.Select(Kind))],
            ComplementAnswered e => [Date(e.LegalDueOn)],
            DataRequested e => [Date(e.DueOn)],
            ReviewOpened e => [Date(e.DueOn)],
            PlacedOnAgenda e => [Date(e.On)],
            ReviewExtended e => [Date(e.DueOn)],
            SupportDecided { Amount: { } amount } => [Amount(amount)],
            SupportDecided { AnswerBy: { } by } => [Date(by)],
            FundsReserved e => [Amount(e.Amount)],
            ConventionIssued e => [Date(e.DueOn)],
            TrancheOpened e => [Number(e.Tranche), Date(e.DueOn)],
            TrancheRequested e => [Number(e.Tranche), Date(e.PayBy)],
            ProofRefused e => [Number(e.Tranche), e.Reason],
            PaymentPrepared e => [Number(e.Tranche), Amount(e.Amount)],
            ServiceVerified e => [Number(e.Tranche)],
            PaymentOrdered e => [Number(e.Tranche)],
            PaymentVisaed e => [Number(e.Tranche)],
            PaymentSent e => [Number(e.Tranche), e.EndToEndId],
            PaymentSettled e => [Number(e.Tranche)],
            PaymentReturned e => [Number(e.Tranche), e.Reason],
            _ => [],
        };

        string Date(DateOnly date) => Formats.Date(date, language);

        string Amount(Money amount) => Formats.Amount(amount, language);

        string Kind(string kind) => Names.OfMentioned(kind).In(language);

        string KindOf(string documentId) => Kind(file.Documents.First(document => document.Id == documentId).Kind);

        string Feast(string code) => WorkingCalendar.Default.TryFeast(code)?.Name.In(language) ?? code;

        string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
