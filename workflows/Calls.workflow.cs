using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Storage;
using Tasdir.Workflows.Calendar;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;
using Tasdir.Workflows.Documents;
using Tasdir.Workflows.Documents.Screening;
using Tasdir.Workflows.Envelopes;
using Tasdir.Workflows.Payments;

namespace Tasdir.Workflows;

/// <summary>The verbs of the procedure, typed: no name, option or cast appears in an orchestration.</summary>
internal static class Calls
{
    // Storage or mail may be away for hours: a case waits for them rather than fail. Attempts grow apart to one an hour,
    // for about six weeks; what fails that long has long raised an alert.
    private static readonly TaskOptions s_patiently = TaskOptions.FromRetryPolicy(
        new RetryPolicy(1000, TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(1)));

    private static readonly TaskOptions s_forHours = TaskOptions.FromRetryPolicy(
        new RetryPolicy(12, TimeSpan.FromSeconds(10), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromHours(1)));

    // What is done again the next day may be left after some minutes.
    private static readonly TaskOptions s_forMinutes = TaskOptions.FromRetryPolicy(
        new RetryPolicy(6, TimeSpan.FromSeconds(5), backoffCoefficient: 2));

    // The parts of the procedure, each an orchestration of its own with a history of its own.
    public static Task<bool> CheckDocuments(this TaskOrchestrationContext context, string reference) =>
        context.Part<bool>(nameof(DocumentReview), Keys.Instance(reference, nameof(DocumentReview)), reference);

    public static Task<bool> DecideInCommittee(this TaskOrchestrationContext context, string reference) =>
        context.Part<bool>(nameof(CommitteeReview), Keys.Instance(reference, nameof(CommitteeReview)), reference);

    public static Task<bool> PayTranches(this TaskOrchestrationContext context, string reference) =>
        context.Part<bool>(nameof(Payout), Keys.Instance(reference, nameof(Payout)), reference);

    // Its id is the request's, so that a withdrawal reaches a case that waits for funds.
    public static Task<bool> ReserveFunds(this TaskOrchestrationContext context, string reference) =>
        context.Part<bool>(nameof(FundsReservation), Keys.Instance(reference, new RequestKey(Ask.Funds)), reference);

    public static async Task<bool> SignConvention(this TaskOrchestrationContext context, string reference)
    {
        await context.IssueConvention(reference);
        return await context.RequestAndWait(reference, Ask.Signature, 1) == Step.Answered;
    }

    public static Task IssueConvention(this TaskOrchestrationContext context, string reference) =>
        context.Do(nameof(Payments.IssueConvention), context.StepOf(reference));

    public static Task<Step> RequestAndWait(this TaskOrchestrationContext context, string reference, Ask ask, int number)
    {
        RequestKey request = new(ask, number);
        return context.Part<Step>(nameof(Cases.RequestAndWait), Keys.Instance(reference, request), new RequestOfCase(reference, request));
    }

    public static async Task WaitForNudge(this TaskOrchestrationContext context, DateTimeOffset until)
    {
        using CancellationTokenSource loser = new();
        Task timer = context.CreateTimer(until.UtcDateTime, loser.Token);
        Task nudge = context.WaitForExternalEvent<string>(Cases.RequestAndWait.Nudged, loser.Token);
        await Task.WhenAny(timer, nudge);
        // The one that lost is cancelled: a timer left pending would keep the orchestration from completing.
        loser.Cancel();
    }

    public static Task<NextStep> ReadRequest(this TaskOrchestrationContext context, RequestOfCase asked) =>
        context.Do<NextStep>(nameof(Cases.ReadRequest), context.StepOf(asked.Reference, asked.Request));

    public static Task SendLetters(this TaskOrchestrationContext context, string reference) =>
        context.Do(nameof(Cases.SendLetters), context.StepOf(reference));

    public static Task RecordReminder(this TaskOrchestrationContext context, RequestOfCase asked, int reminder) =>
        context.Do(nameof(Cases.RecordReminder), context.StepOf(asked.Reference, asked.Request, reminder));

    public static Task EndRequest(this TaskOrchestrationContext context, RequestOfCase asked) =>
        context.Do(nameof(Cases.EndRequest), context.StepOf(asked.Reference, asked.Request));

    public static Task CloseCase(this TaskOrchestrationContext context, string reference) =>
        context.Do(nameof(Cases.CloseCase), context.StepOf(reference));

    public static Task OpenCheck(this TaskOrchestrationContext context, string reference) =>
        context.Do(nameof(Documents.OpenCheck), context.StepOf(reference));

    public static Task<bool?> ConcludeCheck(this TaskOrchestrationContext context, string reference) =>
        context.Do<bool?>(nameof(Documents.ConcludeCheck), context.StepOf(reference));

    public static Task<int> OpenSession(this TaskOrchestrationContext context, string reference) =>
        context.Do<int>(nameof(Committees.OpenSession), context.StepOf(reference));

    public static Task<SessionEnd> CloseSession(this TaskOrchestrationContext context, string reference) =>
        context.Do<SessionEnd>(nameof(Committees.CloseSession), context.StepOf(reference));

    // A committee's meeting, and the cases on its agenda.
    public static Task<MeetingPlan> DrawUpAgenda(this TaskOrchestrationContext context, MeetingToHold meeting) =>
        context.Do<MeetingPlan>(nameof(Committees.DrawUpAgenda), meeting);

    public static Task CallToMeeting(this TaskOrchestrationContext context, MeetingToHold meeting, int reminder, bool last) =>
        context.Do(nameof(Committees.CallToMeeting), new MeetingCall(meeting, reminder, last));

    // To one seat, because somebody else acts for it now.
    public static Task CallToMeeting(this TaskOrchestrationContext context, MeetingToHold meeting, string seat) =>
        context.Do(nameof(Committees.CallToMeeting), new MeetingCall(meeting, Reminder: 0, IsLast: false, seat));

    public static Task SendAgendaAnswer(this TaskOrchestrationContext context, AnsweredAgenda answered) =>
        context.Do(nameof(Committees.SendAgendaAnswer), answered);

    public static Task<bool> CallAlternates(this TaskOrchestrationContext context, LostCall lost) =>
        context.Do<bool>(nameof(Committees.CallAlternates), lost);

    public static Task WaitUntil(this TaskOrchestrationContext context, DateTimeOffset instant) =>
        instant.UtcDateTime > context.CurrentUtcDateTime ? context.CreateTimer(instant.UtcDateTime, CancellationToken.None) : Task.CompletedTask;

    public static Task<IReadOnlyList<RankedCase>> RankCases(this TaskOrchestrationContext context, MeetingToHold meeting) =>
        context.Do<IReadOnlyList<RankedCase>>(nameof(Committees.RankCases), meeting);

    public static Task<bool> DecideInMeeting(this TaskOrchestrationContext context, MeetingToHold meeting, RankedCase ranked) =>
        context.Do<bool>(nameof(Committees.DecideInMeeting), new CaseToDecide(context.StepOf(ranked.Reference), meeting, ranked.Rank));

    public static async Task<bool> ReserveInTurn(this TaskOrchestrationContext context, string reference) =>
        await context.TryReserve(reference, await context.ReadGrant(reference));

    public static Task WriteMinutes(this TaskOrchestrationContext context, MeetingToHold meeting, IReadOnlyList<string> waiting) =>
        context.Do(nameof(Committees.WriteMinutes), new MinutesToWrite(meeting, waiting));

    public static Task SealMinutes(this TaskOrchestrationContext context, MeetingToHold meeting, string reference) =>
        context.Do(nameof(Committees.SealMinutes), new CaseToSeal(context.StepOf(reference), meeting));

    public static Task<GrantToReserve> ReadGrant(this TaskOrchestrationContext context, string reference) =>
        context.Do<GrantToReserve>(nameof(Envelopes.ReadGrant), context.StepOf(reference));

    public static Task<bool> TryReserve(this TaskOrchestrationContext context, string reference, GrantToReserve grant) =>
        context.Entities.CallEntityAsync<bool>(
            EnvelopeOf(grant), nameof(EnvelopeEntity.TryReserve), context.Move(reference, grant, grant.Amount, tranche: 0));

    public static Task<CaseState> RecordReservation(this TaskOrchestrationContext context, string reference, GrantToReserve grant, bool granted) =>
        context.Do<CaseState>(
            nameof(Envelopes.RecordReservation), new ReservationToRecord(context.StepOf(reference), grant.Envelope, granted));

    public static async Task ReleaseFunds(this TaskOrchestrationContext context, string reference) =>
        await context.ReleaseFunds(reference, await context.ReadGrant(reference));

    public static async Task ReleaseFunds(this TaskOrchestrationContext context, string reference, GrantToReserve grant)
    {
        await context.Entities.CallEntityAsync(
            EnvelopeOf(grant), nameof(EnvelopeEntity.Release), context.Move(reference, grant, grant.Amount, tranche: 0));
        await context.Do(nameof(RecordRelease), context.StepOf(reference));
    }

    public static Task<TrancheProgress?> OpenTranche(this TaskOrchestrationContext context, string reference, int tranche) =>
        context.Do<TrancheProgress?>(nameof(Payments.OpenTranche), context.StepOf(reference, null, tranche));

    public static Task<TrancheProgress> ReadTranche(this TaskOrchestrationContext context, string reference, int tranche) =>
        context.Do<TrancheProgress>(nameof(Payments.ReadTranche), context.StepOf(reference, null, tranche));

    public static async Task Consume(this TaskOrchestrationContext context, string reference, int tranche, Money amount)
    {
        GrantToReserve grant = await context.ReadGrant(reference);
        await context.Entities.CallEntityAsync(
            EnvelopeOf(grant), nameof(EnvelopeEntity.Consume), context.Move(reference, grant, amount, tranche));
    }

    public static Task<IReadOnlyList<string>> ListPayable(this TaskOrchestrationContext context, PaymentFileOrder order) =>
        context.CallActivityAsync<IReadOnlyList<string>>(nameof(Payments.ListPayable), order, s_patiently);

    public static Task<bool> ClaimPayment(this TaskOrchestrationContext context, PaymentFileOrder order, string reference) =>
        context.CallActivityAsync<bool>(nameof(Payments.ClaimPayment), new PaymentToClaim(order, reference), s_patiently);

    public static Task WritePaymentFile(this TaskOrchestrationContext context, PaymentFileOrder order, IReadOnlyList<string> references) =>
        context.CallActivityAsync(nameof(Payments.WritePaymentFile), new PaymentsToWrite(order, references), s_patiently);

    public static Task<IReadOnlyList<string>> ListRegionsToTell(this TaskOrchestrationContext context, DateOnly day) =>
        context.CallActivityAsync<IReadOnlyList<string>>(nameof(Cases.ListRegionsToTell), day, s_patiently);

    // A digest that could not be sent for hours is yesterday's.
    public static Task SendDigest(this TaskOrchestrationContext context, string region, DateOnly day) =>
        context.CallActivityAsync(nameof(Cases.SendDigest), new DigestToSend(region, day), s_forHours);

    public static Task<CasesToReview> ListOpenCases(this TaskOrchestrationContext context, string? cursor) =>
        context.CallActivityAsync<CasesToReview>(nameof(Calendar.ListOpenCases), new PageToList(cursor), s_forHours);

    public static async Task<bool> MoveDueDates(this TaskOrchestrationContext context, string reference, CalendarChange change)
    {
        CaseToReview review = new(context.StepOf(reference), change.Feast, change.Year);
        try
        {
            return await context.CallActivityAsync<bool>(nameof(Calendar.MoveDueDates), review, s_forMinutes);
        }
        catch (TaskFailedException)
        {
            // One case must not keep the others from being reviewed; its own turn comes again with the next day.
            return false;
        }
    }

    public static async Task AskForRenewals(this TaskOrchestrationContext context, string reference)
    {
        try
        {
            await context.CallActivityAsync(nameof(Documents.AskForRenewals), context.StepOf(reference), s_forMinutes);
        }
        catch (TaskFailedException)
        {
            // One case must not keep the others from being looked at; its own turn comes again with the next day.
        }
    }

    public static async Task Reseat(this TaskOrchestrationContext context, string reference)
    {
        try
        {
            await context.CallActivityAsync(nameof(ReseatSession), context.StepOf(reference), s_forMinutes);
        }
        catch (TaskFailedException)
        {
            // One case must not keep the others from being looked at; its own turn comes again with the next day.
        }
    }

    public static Task ReviewSeating(this TaskOrchestrationContext context, AbsenceToTell absence) => context.CallSubOrchestratorAsync(
        nameof(SeatingReview), new PageToList(null), s_forHours.WithInstanceId(Keys.SeatingReview(absence.Id, absence.IsEnded)));

    public static Task TellOfAbsence(this TaskOrchestrationContext context, AbsenceToTell absence) =>
        context.Do(nameof(SendAbsenceMails), absence);

    // The checks of a document. The scanner may be away for days: the document waits for it.
    public static Task<CheckReport> CheckFormat(this TaskOrchestrationContext context, DocumentOfCase document) =>
        context.Do<CheckReport>(nameof(Documents.Screening.CheckFormat), document);

    public static Task<CheckReport> CheckStructure(this TaskOrchestrationContext context, DocumentOfCase document) =>
        context.Do<CheckReport>(nameof(Documents.Screening.CheckStructure), document);

    public static Task<CheckReport> CheckContent(this TaskOrchestrationContext context, DocumentOfCase document) =>
        context.Do<CheckReport>(nameof(Documents.Screening.CheckContent), document);

    public static Task<CheckReport> FindCopies(this TaskOrchestrationContext context, DocumentOfCase document) =>
        context.Do<CheckReport>(nameof(Documents.Screening.FindCopies), document);

    public static Task<CheckReport> ScanForMalware(this TaskOrchestrationContext context, DocumentOfCase document) =>
        context.Do<CheckReport>(nameof(Documents.Screening.ScanForMalware), document);

    public static Task RecordChecks(this TaskOrchestrationContext context, DocumentOfCase document, IReadOnlyList<CheckReport> reports) =>
        context.Do(nameof(Documents.Screening.RecordChecks), new ReportsToRecord(document, context.NewGuid(), reports));

    public static Task RemoveUnfinishedUploads(this TaskOrchestrationContext context, ErasuresOfDay day) =>
        context.CallActivityAsync(nameof(Documents.RemoveUnfinishedUploads), day, s_forHours);

    public static Task<DueCases> ListDueCases(this TaskOrchestrationContext context, ErasuresOfDay day) =>
        context.CallActivityAsync<DueCases>(nameof(Documents.ListDueCases), day, s_forHours);

    public static async Task<int> EraseDocuments(this TaskOrchestrationContext context, string reference)
    {
        try
        {
            return await context.CallActivityAsync<int>(nameof(Documents.EraseDocuments), context.StepOf(reference), s_forMinutes);
        }
        catch (TaskFailedException)
        {
            // One case must not keep the others' documents from being erased; its own turn comes again with the next day.
            return 0;
        }
    }

    private static CaseStep StepOf(this TaskOrchestrationContext context, string reference, RequestKey? request = null, int number = 0) =>
        new(reference, context.NewGuid(), request, number);

    private static EnvelopeMove Move(
        this TaskOrchestrationContext context, string reference, GrantToReserve grant, Money amount, int tranche) =>
        new(reference, amount, grant.Total, tranche, new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero));

    private static EntityInstanceId EnvelopeOf(GrantToReserve grant) => new(nameof(EnvelopeEntity), grant.Envelope);

    private static Task Do(this TaskOrchestrationContext context, string activity, object input) =>
        context.CallActivityAsync(activity, input, s_patiently);

    private static Task<T> Do<T>(this TaskOrchestrationContext context, string activity, object input) =>
        context.CallActivityAsync<T>(activity, input, s_patiently);

    // Tried again, too: where a lifecycle was ended by hand, its part may still run under the id that the next one's has.
    private static Task<T> Part<T>(this TaskOrchestrationContext context, string orchestration, string instance, object input) =>
        context.CallSubOrchestratorAsync<T>(orchestration, input, s_patiently.WithInstanceId(instance));
}
