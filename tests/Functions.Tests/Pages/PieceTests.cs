using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Documents;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages;

/// <summary>What an officer can do with a document that was asked for again, because it expires.</summary>
public sealed class PieceTests
{
    // A hundred days on, an attestation of taxes no longer holds at a payment.
    private static readonly SampleCase s_asked = SampleCases.In(CaseState.PaymentOrdered).After(100).Do(Renewals.Ask);

    [Fact]
    public void What_was_accepted_is_to_be_renewed_and_can_be_marked_as_supplied()
    {
        Piece piece = Taxes(s_asked);

        Assert.Equal((PieceStatus.ToRenew, s_asked.File.Renewals[^1].DueOn), (piece.Status, piece.Renewal!.DueOn));
        Assert.True(Desk(s_asked).CanSupply(piece));
        Assert.False(Desk(s_asked).CanJudge(piece));
    }

    [Fact]
    public void What_was_supplied_is_supplied_again_when_it_expires_again()
    {
        SampleCase supplied = s_asked.Do((file, now) => Verdicts.Supply(file, new DocumentSupplied("tax-attestation", now.Today), SampleCase.Officer, now));
        SampleCase again = supplied.After(80).Do(Renewals.Ask);

        Assert.Equal(PieceStatus.Supplied, Taxes(supplied).Status);
        Assert.False(Desk(supplied).CanSupply(Taxes(supplied)));
        Assert.Equal(PieceStatus.ToRenew, Taxes(again).Status);
        Assert.True(Desk(again).CanSupply(Taxes(again)));
    }

    [Fact]
    public void What_the_applicant_brings_again_is_judged()
    {
        SampleCase brought = s_asked.Bring("tax-attestation");

        Assert.Equal(PieceStatus.ToJudge, Taxes(brought).Status);
        Assert.True(Desk(brought).CanJudge(Taxes(brought)));
        SampleCase judged = brought.Do((file, now) =>
            Verdicts.Judge(file, file.Documents[^1].Id, SampleCase.Accepted(now), SampleCase.Officer, now));
        Assert.Equal(PieceStatus.Accepted, Taxes(judged).Status);
    }

    private static Piece Taxes(SampleCase sample) => Piece.Of(sample.File, sample.Rules).Single(piece => piece.Kind.Code == "tax-attestation");

    private static CaseDesk Desk(SampleCase sample) => new(
        sample.File, sample.Circumstances, null!, null!, IsOfficer: true, () => throw new InvalidOperationException("No form is shown here."), Answer: null);
}
