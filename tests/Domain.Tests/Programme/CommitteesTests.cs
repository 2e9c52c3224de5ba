using Tasdir.Domain.Programme;
using Tasdir.Domain.Programme.Reading;

namespace Tasdir.Domain.Tests.Programme;

public sealed class CommitteesTests
{
    [Fact]
    public void A_region_with_a_committee_of_its_own_has_its_own_seats()
    {
        ProgrammeData data = ProgrammeFiles.Changing(("committees.yaml", text =>
        {
            string regional = text[text.IndexOf("  - code: regional", StringComparison.Ordinal)..text.IndexOf("  - code: national", StringComparison.Ordinal)];
            string dakhla = regional
                .Replace("code: regional", "code: dakhla", StringComparison.Ordinal)
                .Replace("regions: [\"01\", \"02\", \"03\", \"04\", \"05\", \"06\", \"07\", \"08\", \"09\", \"10\", \"11\", \"12\"]", "regions: [\"12\"]", StringComparison.Ordinal)
                .Replace("comite-{region}-ccis@", "chambre-{region}@", StringComparison.Ordinal)
                .Replace("quorum: 3", "quorum: 4", StringComparison.Ordinal);
            return text.Replace(", \"12\"]", "]", StringComparison.Ordinal) + dakhla;
        }
        ));
        Assert.Empty(data.Findings);
        CommitteeRules committees = data.Rules[0].Committees;

        Assert.Equal("chambre-12@tasdir.example", committees.TrySeat("12", "chamber")!.MailboxIn("12"));
        Assert.Equal("comite-10-ccis@tasdir.example", committees.TrySeat("10", "chamber")!.MailboxIn("10"));
        Assert.Equal((4, 3), (committees.Of("12").Quorum, committees.Of("10").Quorum));
        Assert.Equal(committees.TrySeat("12", "budget")!, committees.TrySeat("10", "budget")!);
    }
}
