using Microsoft.Extensions.DependencyInjection;
using Tasdir.Storage.Calendar;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Storage.Documents;
using Tasdir.Storage.Mail;
using Tasdir.Storage.Payments;

namespace Tasdir.Storage;

/// <summary>Registers the storage.</summary>
public static class StorageServices
{
    /// <summary>Adds every store.</summary>
    public static IServiceCollection AddTasdirStorage(this IServiceCollection services) => services
        .AddSingleton<StorageClients>()
        .AddSingleton<CalendarStore>()
        .AddSingleton<AbsenceStore>()
        .AddSingleton<CaseStore>()
        .AddSingleton<CaseChanges>()
        .AddSingleton<Creations>()
        .AddSingleton<Enterprises>()
        .AddSingleton<Comparables>()
        .AddSingleton<MeetingStore>()
        .AddSingleton<LetterStore>()
        .AddSingleton<OpenCases>()
        .AddSingleton<PendingCases>()
        .AddSingleton<Projections>()
        .AddSingleton<DeskSearch>()
        .AddSingleton<DocumentStore>()
        .AddSingleton<UploadStore>()
        .AddSingleton<ContentIndex>()
        .AddSingleton<RetentionList>()
        .AddSingleton<PaymentFileStore>()
        .AddSingleton<BankReportStore>()
        .AddSingleton<Inbox>()
        .AddSingleton<CommitteeMail>()
        .AddSingleton<DeliveryMarks>()
        .AddSingleton<SigningKeys>();
}
