using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Storage.Cases;

/// <summary>What an enterprise asked for in a case, and what it was granted.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Region">Region code.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Ice">ICE under which it was asked for.</param>
/// <param name="Scheme">Code of the scheme.</param>
/// <param name="Aid">What counts in other cases, by measure where that is known; empty while nothing is granted.</param>
public sealed record EnterpriseCase(string Reference, string Region, CaseState State, string Ice, string Scheme, IReadOnlyList<PriorAid> Aid)
{
    /// <summary>What is granted, or was paid of it, MAD; null while nothing is.</summary>
    [JsonIgnore]
    public Money? Granted => Aid.Count == 0 ? null : Aid.Aggregate(Money.Zero, (sum, part) => sum + part.Amount);

    /// <summary>The line of a case; null for a draft, and for a case that ended without bringing anything.</summary>
    public static EnterpriseCase? Of(CaseFile file)
    {
        if (file is not { ProgrammeVersion: { } version, Form: { Ice: { } ice, Scheme: { } scheme } })
        {
            return null;
        }

        IReadOnlyList<PriorAid> aid = PriorAid.Of(file, Programmes.Version(version));
        return aid.Count == 0 && StateTable.HasEnded(file.State)
            ? null
            : new EnterpriseCase(file.Reference, file.Region, file.State, ice, scheme, aid);
    }
}

/// <summary>The cases of each enterprise, in every region and by whichever applicant: a list that <see cref="Projections"/> keeps like the others.</summary>
public sealed class Enterprises(StorageClients storage)
{
    private readonly TableClient _table = storage.Table(Keys.Enterprises);

    /// <summary>Brings the list up to a case.</summary>
    public async Task ProjectAsync(CaseFile file, CancellationToken cancellation)
    {
        // A draft is the applicant's own affair, and its ICE may still change.
        if (file is not { SubmittedAt: not null, Form.Ice: { } ice })
        {
            return;
        }

        string partition = Keys.Enterprise(ice);
        if (EnterpriseCase.Of(file) is { } line)
        {
            await _table.UpsertEntityAsync(
                new TableEntity(partition, file.Reference) { ["Line"] = JsonSerializer.Serialize(line, CaseJson.Options) },
                TableUpdateMode.Replace,
                cancellation);
        }
        else
        {
            await _table.DeleteEntityAsync(partition, file.Reference, cancellationToken: cancellation);
        }
    }

    /// <summary>The other cases of a case's enterprise, by their references.</summary>
    public async Task<IReadOnlyList<EnterpriseCase>> OthersOfAsync(CaseFile file, CancellationToken cancellation)
    {
        List<EnterpriseCase> others = [];
        if (file.Form.Ice is { } ice)
        {
            string partition = Keys.Enterprise(ice);
            await foreach (TableEntity row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellation))
            {
                if (row.RowKey != file.Reference)
                {
                    others.Add(JsonSerializer.Deserialize<EnterpriseCase>(row.GetString("Line"), CaseJson.Options)!);
                }
            }
        }

        return others;
    }
}
