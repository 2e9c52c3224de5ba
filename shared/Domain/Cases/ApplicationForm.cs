using System.Text.Json;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Cases;

/// <summary>What an applicant fills in. A draft may be incomplete; what is filled in is always well formed.</summary>
public sealed record ApplicationForm
{
    /// <summary>Region code, <c>01</c> to <c>12</c>: where the applicant is established.</summary>
    public required string Region { get; init; }

    /// <summary>Language of the letters: <c>fr</c> or <c>ar</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Code of the scheme applied for.</summary>
    public string? Scheme { get; init; }

    /// <summary>What kind of enterprise or person applies.</summary>
    public ApplicantKind? Kind { get; init; }

    /// <summary>Name of the enterprise, cooperative, association or person, as registered.</summary>
    public string? Name { get; init; }

    /// <summary>Identifiant commun de l'entreprise, 15 digits.</summary>
    public string? Ice { get; init; }

    /// <summary>Identifiant fiscal, seven or eight digits.</summary>
    public string? TaxId { get; init; }

    /// <summary>Entry in the trade register.</summary>
    public TradeRegister? TradeRegister { get; init; }

    /// <summary>Affiliation to the CNSS as an employer.</summary>
    public string? Cnss { get; init; }

    /// <summary>National identity card of who signs.</summary>
    public string? Cin { get; init; }

    /// <summary>Entry in the register of cooperatives.</summary>
    public CooperativeRegister? CooperativeRegister { get; init; }

    /// <summary>Entry in the national register of crafts.</summary>
    public CraftRegister? CraftRegister { get; init; }

    /// <summary>Receipt of the association's declaration.</summary>
    public AssociationReceipt? AssociationReceipt { get; init; }

    /// <summary>Number in the national register of auto-entrepreneurs.</summary>
    public string? AutoEntrepreneurNumber { get; init; }

    /// <summary>Bank account of the applicant, 24 digits.</summary>
    public string? Rib { get; init; }

    /// <summary>Who signs for the applicant.</summary>
    public string? Signatory { get; init; }

    /// <summary>Where letters go.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone, E.164: <c>+2126…</c>.</summary>
    public string? Phone { get; init; }

    /// <summary>What the export plan is about, in a sentence.</summary>
    public string? PlanTitle { get; init; }

    /// <summary>What the plan costs, MAD; the sum of <see cref="Plan"/> once there are lines.</summary>
    public Money? PlanCost { get; init; }

    /// <summary>Code of the branch of activity.</summary>
    public string? Activity { get; init; }

    /// <summary>Chapters of the harmonised system of what is exported, two digits each.</summary>
    public IReadOnlyList<string>? Products { get; init; }

    /// <summary>The lines of the action plan; null while the plan is not itemised.</summary>
    public IReadOnlyList<PlanLine>? Plan { get; init; }

    /// <summary>Whether the same is filled in: lists are compared by what is in them, which the stored spelling shows.</summary>
    public bool Equals(ApplicationForm? other) => other is not null && (ReferenceEquals(this, other) || Stored() == other.Stored());

    /// <inheritdoc/>
    public override int GetHashCode() => Stored().GetHashCode(StringComparison.Ordinal);

    private string Stored() => JsonSerializer.Serialize(this, CaseJson.Options);
}
