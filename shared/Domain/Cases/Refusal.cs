namespace Tasdir.Domain.Cases;

/// <summary>Why something asked for was not done: an expected answer, never an exception.</summary>
/// <param name="Code">One of <see cref="RefusalCodes"/>; the sentence in the caller's language is found by it.</param>
/// <param name="Field">The field of the request it is about, in its JSON spelling, or null.</param>
/// <param name="Values">What the sentence mentions, in its order.</param>
public sealed record Refusal(string Code, string? Field = null, params IReadOnlyList<string> Values);

/// <summary>What a rule answers: the facts to record, or why not. No facts and no refusal: it was already so.</summary>
/// <param name="Events">Facts to append, in order.</param>
/// <param name="Refusals">Why nothing is recorded; empty when something, or nothing, is to be recorded.</param>
public sealed record Outcome(IReadOnlyList<CaseEvent> Events, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Nothing to record, because it already is.</summary>
    public static Outcome AlreadySo { get; } = new([], []);

    /// <summary>Whether the rule refused.</summary>
    public bool IsRefused => Refusals.Count > 0;

    /// <summary>These facts.</summary>
    public static Outcome Record(params IReadOnlyList<CaseEvent> events) => new(events, []);

    /// <summary>A refusal.</summary>
    public static Outcome Refuse(string code, string? field = null, params IReadOnlyList<string> values) =>
        new([], [new Refusal(code, field, values)]);

    /// <summary>Several refusals at once, so that a form is put right in one go.</summary>
    public static Outcome Refuse(IReadOnlyList<Refusal> refusals) => new([], refusals);
}

/// <summary>Every code with which the domain refuses. Published: a code never changes its meaning.</summary>
public static class RefusalCodes
{
    /// <summary>The case is not in a state where this can be done. Value: the state.</summary>
    public const string NotInThisState = "not_in_this_state";

    /// <summary>The case changed since the caller read it.</summary>
    public const string StaleEdit = "stale_edit";

    /// <summary>A field without which the file cannot be submitted.</summary>
    public const string FieldRequired = "field_required";

    /// <summary>A text longer than its limit. Value: characters allowed.</summary>
    public const string TextTooLong = "text_too_long";

    /// <summary>The ICE is not 15 digits. Value: how many there are.</summary>
    public const string IceFormat = "ice_format";

    /// <summary>The ICE's key does not agree with its digits.</summary>
    public const string IceKey = "ice_key";

    /// <summary>The RIB is not 24 digits. Value: how many there are.</summary>
    public const string RibFormat = "rib_format";

    /// <summary>The RIB's key does not agree with its digits.</summary>
    public const string RibKey = "rib_key";

    /// <summary>The key is none of 01 to 97. Value: the key.</summary>
    public const string KeyRange = "key_range";

    /// <summary>The IBAN is of another country. Value: its first letters.</summary>
    public const string IbanCountry = "iban_country";

    /// <summary>The IBAN does not have 28 characters. Value: how many there are.</summary>
    public const string IbanLength = "iban_length";

    /// <summary>The check of a Moroccan IBAN is always 64. Value: what it is here.</summary>
    public const string IbanCheck = "iban_check";

    /// <summary>A number holds something that is no digit. Value: the first such character.</summary>
    public const string NumberLetters = "number_letters";

    /// <summary>A number has too few digits. Values: the fewest, how many there are.</summary>
    public const string NumberTooShort = "number_too_short";

    /// <summary>A number has too many digits. Values: the most, how many there are.</summary>
    public const string NumberTooLong = "number_too_long";

    /// <summary>A number is nothing but zeros.</summary>
    public const string NumberZero = "number_zero";

    /// <summary>A number in a register has no digit at all.</summary>
    public const string NumberMissing = "number_missing";

    /// <summary>An identity card's number begins with one or two Latin letters.</summary>
    public const string CinLetters = "cin_letters";

    /// <summary>No such region.</summary>
    public const string RegionUnknown = "region_unknown";

    /// <summary>The region of a draft is part of its reference and cannot be changed.</summary>
    public const string RegionFixed = "region_fixed";

    /// <summary>An agent files for people of its own region.</summary>
    public const string RegionOfAgent = "region_of_agent";

    /// <summary>A consent was given today or before.</summary>
    public const string ConsentDate = "consent_date";

    /// <summary>No such scheme.</summary>
    public const string SchemeUnknown = "scheme_unknown";

    /// <summary>The scheme is not open to this kind of applicant.</summary>
    public const string SchemeNotForApplicant = "scheme_not_for_applicant";

    /// <summary>The amount is not above zero.</summary>
    public const string AmountNotPositive = "amount_not_positive";

    /// <summary>The amount is above what can be asked or granted. Value: the limit in MAD.</summary>
    public const string AmountTooHigh = "amount_too_high";

    /// <summary>The cost of the plan is not the sum of its lines. Value: the sum in MAD.</summary>
    public const string PlanCostDiffers = "plan_cost_differs";

    /// <summary>Not an e-mail address.</summary>
    public const string EmailFormat = "email_format";

    /// <summary>Not a Moroccan telephone number.</summary>
    public const string PhoneFormat = "phone_format";

    /// <summary>A telephone number has ten digits from 0, or nine after +212. Value: how many there are.</summary>
    public const string PhoneLength = "phone_length";

    /// <summary>A Moroccan telephone number begins with 05, 06, 07 or 08. Value: what it begins with.</summary>
    public const string PhonePrefix = "phone_prefix";

    /// <summary>A required document is missing. Value: the document.</summary>
    public const string DocumentMissing = "document_missing";

    /// <summary>No such kind of document.</summary>
    public const string DocumentKindUnknown = "document_kind_unknown";

    /// <summary>This kind of document is not asked for now.</summary>
    public const string DocumentNotAsked = "document_not_asked";

    /// <summary>No such document in this case.</summary>
    public const string DocumentUnknown = "document_unknown";

    /// <summary>The automatic checks of the document are not done yet. Value: the document.</summary>
    public const string DocumentNotChecked = "document_not_checked";

    /// <summary>The document cannot be used: an automatic check failed. Value: the document.</summary>
    public const string DocumentUnusable = "document_unusable";

    /// <summary>The document is the applicant's to bring; no other administration has it. Value: the document.</summary>
    public const string DocumentForApplicant = "document_for_applicant";

    /// <summary>The document holds for a time only, and the date from which that is counted is missing. Value: the document.</summary>
    public const string DocumentDateRequired = "document_date_required";

    /// <summary>A document cannot be issued in the future.</summary>
    public const string DocumentDateInFuture = "document_date_in_future";

    /// <summary>The document no longer holds. Values: the document, its last day.</summary>
    public const string DocumentExpired = "document_expired";

    /// <summary>The document is not offered: it is of no earlier case of this applicant, or no longer holds.</summary>
    public const string DocumentNotOffered = "document_not_offered";

    /// <summary>The case holds as many documents as it may. Value: the limit.</summary>
    public const string TooManyDocuments = "too_many_documents";

    /// <summary>A refusal says why.</summary>
    public const string ReasonRequired = "reason_required";

    /// <summary>A document of the file has no verdict yet. Value: the document.</summary>
    public const string VerdictMissing = "verdict_missing";

    /// <summary>The one complement that the law allows was already requested.</summary>
    public const string ComplementUsed = "complement_used";

    /// <summary>Nothing is missing or refused: there is nothing to ask for.</summary>
    public const string NothingToComplete = "nothing_to_complete";

    /// <summary>The vote is about another session than the one that sits.</summary>
    public const string VoteClosed = "vote_closed";

    /// <summary>The person has no seat in this session.</summary>
    public const string NotAMember = "not_a_member";

    /// <summary>Somebody else acts for the seat now: the person declared a conflict of interest, is away, or holds it no more.</summary>
    public const string SeatTaken = "seat_taken";

    /// <summary>The dossier changed since the page or the mail was written, so the vote is given again on the one of today.</summary>
    public const string DossierChanged = "dossier_changed";

    /// <summary>The mail came before the vote that the seat has by now, and was taken up after it: what was said last counts.</summary>
    public const string VoteOvertaken = "vote_overtaken";

    /// <summary>Who scores a file below the scheme's threshold does not support it. Values: the score, the threshold.</summary>
    public const string ScoreBelowThreshold = "score_below_threshold";

    /// <summary>The case was appealed once; the second review is final.</summary>
    public const string AppealUsed = "appeal_used";

    /// <summary>The time to appeal is over. Value: its last day.</summary>
    public const string AppealClosed = "appeal_closed";

    /// <summary>A meeting is held on a working day that leaves its members time. Value: the earliest day.</summary>
    public const string MeetingDate = "meeting_date";

    /// <summary>There is no case that a meeting could treat.</summary>
    public const string MeetingEmpty = "meeting_empty";

    /// <summary>The committee meets on that day already.</summary>
    public const string MeetingTwice = "meeting_twice";

    /// <summary>An absence begins today or later, ends after it begins, and lasts a year at most.</summary>
    public const string AbsencePeriod = "absence_period";

    /// <summary>Who acts for a member is the seat's alternate or of the member's own administration. Value: the domain.</summary>
    public const string DelegateNotAllowed = "delegate_not_allowed";

    /// <summary>The rules leave nothing that the committee could grant.</summary>
    public const string NothingToGrant = "nothing_to_grant";

    /// <summary>The committee has deferred once; it decides now.</summary>
    public const string DeferralUsed = "deferral_used";

    /// <summary>The same person may not do two of the four steps of a payment.</summary>
    public const string SamePerson = "same_person";

    /// <summary>No such tranche, or not the one that is open.</summary>
    public const string TrancheNotOpen = "tranche_not_open";

    /// <summary>The bank answers for a payment that is not on its way.</summary>
    public const string PaymentNotSent = "payment_not_sent";

    /// <summary>No such movable feast.</summary>
    public const string FeastUnknown = "feast_unknown";

    /// <summary>The calendar has no date of the feast in that year.</summary>
    public const string FeastYearUnknown = "feast_year_unknown";

    /// <summary>The date is too far from the estimated one. Values: days allowed, the estimated date.</summary>
    public const string FeastTooFar = "feast_too_far";

    /// <summary>A code that the programme's data do not have: of an activity, a measure, a chapter.</summary>
    public const string ValueUnknown = "value_unknown";

    /// <summary>A list is longer than it may be. Value: the limit.</summary>
    public const string TooManyEntries = "too_many_entries";

    /// <summary>A number that cannot be: a share above a hundred, fewer members than none.</summary>
    public const string NumberRange = "number_range";

    /// <summary>The request about personal data was answered already.</summary>
    public const string DataRequestAnswered = "data_request_answered";

    /// <summary>The same idempotency key came with another request before.</summary>
    public const string IdempotencyKeyReused = "idempotency_key_reused";
}
