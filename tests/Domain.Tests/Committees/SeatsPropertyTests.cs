using System.Collections.Concurrent;
using CsCheck;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

/// <summary>
/// Whatever happens to a case before its committees, in whatever order, and however few people share their seats: nobody has
/// two votes in a session, and nobody who declared an interest acts again.
/// </summary>
public sealed class SeatsPropertyTests
{
    private static readonly string[] s_people = [.. "ABCDEFGH".Select(name => $"{name}@tasdir.example")];
    private static readonly Gen<string> s_person = Gen.Int[0, s_people.Length - 1].Select(who => s_people[who]);
    private static readonly SampleCase s_admissible = SampleCases.In(S.Admissible);

    private enum Kind
    {
        Vote,
        Conflict,
        Attempt,
        Absence,
        Bounce,
        Analysis,
        Day,
        Onward,
    }

    [Fact]
    public void Nobody_acts_or_votes_for_two_seats_and_nobody_who_declared_a_conflict_acts_again()
    {
        ConcurrentBag<Trail> trails = [];

        Gen.Select(s_committees, s_steps).Sample((committees, steps) => trails.Add(Walk(committees, steps)), iter: 300);

        // They have come to second sessions and appeals, and people were called for every reason.
        Assert.Contains(trails, trail => trail.Case.File.Sessions.Count > 2);
        Assert.Contains(trails, trail => trail.Case.File.Sessions is [.., { Opened.Appeal: true }]);
        Assert.All(Enum.GetValues<CallReason>(), why => Assert.Contains(trails, trail => trail.Calls.Contains(why)));
    }

    private static Trail Walk(CommitteeRules committees, Step[] steps)
    {
        Trail trail = new(s_admissible, committees);
        trail.Take(Reviews.Open);
        foreach (Step step in steps)
        {
            trail.Take(step);
        }

        return trail;
    }

    // People share seats as the checks of the data would not let them: the rules hold all the same.
    private static readonly Gen<CommitteeRules> s_committees = Gen.Select(Composition(), Composition(), (regional, national) =>
    {
        CommitteeRules rules = s_admissible.Rules.Committees;
        return rules with { Regional = [regional(rules.Of("10"))], National = national(rules.National) };
    });

    private static readonly Gen<Step[]> s_steps =
        Gen.Select(Gen.Enum<Kind>(), Gen.Int[0, 4], Gen.Int[0, 7], (kind, seat, who) => new Step(kind, seat, who)).Array[0, 60];

    private static Gen<Func<Committee, Committee>> Composition() =>
        from holders in Gen.Shuffle(s_people, 5, 5)
        from alternates in s_person.Array[5]
        from next in s_person
        select (Func<Committee, Committee>)(committee => committee with
        {
            Quorum = 1,
            Seats = [.. committee.Seats.Select((seat, i) => seat with
            {
                Mailbox = holders[i],
                Alternate = alternates[i],
                Mandates = i != 1 ? null :
                [
                    new(DateOnly.MinValue, holders[i], alternates[i], Today.AddDays(1)),
                    new(Today.AddDays(2), next, alternates[i]),
                ],
            })],
        });

    private static DateOnly Today => s_admissible.Circumstances.Today;

    private sealed record Step(Kind Kind, int Seat, int Who);

    /// <summary>A case on its way, and what the people in it have done, noted beside the case.</summary>
    private sealed class Trail(SampleCase start, CommitteeRules committees)
    {
        private readonly List<Delegation> _delegations = [];
        private readonly HashSet<string> _declared = [];
        private readonly Dictionary<(int Session, string Who), string> _voted = [];

        public SampleCase Case { get; private set; } = start;

        public HashSet<CallReason> Calls { get; } = [];

        public void Take(Step step)
        {
            if (Case.File.State is not (S.Committee or S.NationalCommittee))
            {
                Take(Onward);
                return;
            }

            Member member = Case.File.Sessions[^1].Members[step.Seat];
            switch (step.Kind)
            {
                case Kind.Vote when member.Mailbox is { } acting:
                    Vote(member.Seat, step.Who == 0 ? VoteChoice.Approve : step.Who < 6 ? VoteChoice.Reject : VoteChoice.Defer, acting);
                    break;
                case Kind.Conflict when member.Mailbox is { } acting:
                    Vote(member.Seat, VoteChoice.Conflict, acting);
                    break;
                case Kind.Attempt:
                    Vote(member.Seat, VoteChoice.Reject, s_people[step.Who]);
                    break;
                case Kind.Bounce when member.Mailbox is { } acting:
                    Take((file, _) => Sitting.CallAlternate(file, member.Seat, acting));
                    break;
                case Kind.Absence when HolderOf(member.Seat) is { } holder:
                    _delegations.Add(new(member.Seat, holder, s_people[step.Who], Case.Circumstances.Today, Case.Circumstances.Today.AddDays(step.Who % 3), Case.Now));
                    Take(Sitting.Reseat);
                    break;
                case Kind.Analysis when step.Who < 2:
                    Take((file, _) => Sitting.Analyse(file, $"Analyse {file.Letters.Count} {step.Who}"));
                    break;
                case Kind.Day:
                    Case = Case.After(1);
                    Take(Sitting.Reseat);
                    break;
                case Kind.Onward when step.Who < 3:
                    Take(Onward);
                    break;
            }
        }

        /// <summary>Takes what a rule brings, if anything, and looks at who acts then.</summary>
        public void Take(Func<CaseFile, Circumstances, Outcome> rule)
        {
            Outcome outcome = rule(Case.File, Case.Circumstances with { Committees = committees, Delegations = _delegations });
            foreach (VoteCast vote in outcome.Events.OfType<VoteCast>())
            {
                Note(vote, Case.File.Sessions[^1].MemberOf(vote.Seat)!.Mailbox!);
            }

            Calls.UnionWith(outcome.Events.OfType<MemberCalled>().Select(called => called.Why));
            Case = outcome.Events.Count > 0 ? Case.Record(outcome.Events) : Case;
            if (Case.File.State is S.Committee or S.NationalCommittee)
            {
                Session session = Case.File.Sessions[^1];
                string[] acting = [.. session.Members.Where(member => session.VoteOf(member.Seat)?.Choice != VoteChoice.Conflict).Select(member => member.Mailbox).OfType<string>()];
                Assert.Equal(acting.Distinct(), acting);
                Assert.Empty(acting.Intersect(_declared));
            }
        }

        private void Note(VoteCast vote, string by)
        {
            Assert.DoesNotContain(by, _declared);
            if (vote.Choice == VoteChoice.Conflict)
            {
                _declared.Add(by);
            }
            else
            {
                Assert.True(_voted.TryAdd((vote.Session, by), vote.Seat) || _voted[(vote.Session, by)] == vote.Seat, $"{by} votes for {vote.Seat} too.");
            }
        }

        private void Vote(string seat, VoteChoice choice, string by) => Take((file, now) => Sitting.Vote(
            file, new VoteCast(file.Sessions.Count, seat, choice, null, "Raison"), new GivenBy(by, file.Sessions[^1].Round), now));

        private string? HolderOf(string seat) =>
            committees.TrySeat("10", seat)!.MandateOn("10", Case.Circumstances.Today)?.Mailbox;

        // To the next session: a close, an answer, an appeal, an opening. A case that was granted goes nowhere.
        private static Outcome Onward(CaseFile file, Circumstances now) => file.State switch
        {
            S.Committee or S.NationalCommittee => CloseInTime(file, now with { Now = WorkingCalendar.Default.EndOfDay(file.DueOn!.Value) }),
            S.Deferred => Reviews.Answer(file, "Oui"),
            S.Rejected when file.Appeal is null => Reviews.Appeal(file, "Le devis a baissé.", now),
            S.Admissible or S.Referred or S.Appeal => Reviews.Open(file, now),
            _ => Outcome.AlreadySo,
        };

        private static Outcome CloseInTime(CaseFile file, Circumstances now) => Reviews.Close(file, now) is { Events.Count: > 0 } closed
            ? closed
            : Requests.End(file, RequestKey.AwaitedBy(file)!, now);
    }
}
