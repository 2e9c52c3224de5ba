using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>What the page of the desk is asked for, by its address.</summary>
/// <param name="Region">Region code.</param>
/// <param name="Turn">Only the cases whose turn it is; null for all that have not ended.</param>
/// <param name="State">Only the cases in this state; null for all.</param>
/// <param name="Scheme">Only the cases of this scheme; null for all.</param>
/// <param name="IsLateOnly">Only the cases whose due date has passed.</param>
/// <param name="Words">Words of the name or the reference; null for all.</param>
/// <param name="Cursor">Where the last page ended; null for the first.</param>
public sealed record DeskQuestion(
    string Region, Turn? Turn = null, CaseState? State = null, string? Scheme = null, bool IsLateOnly = false, string? Words = null, string? Cursor = null)
{
    private const int LongestWords = 100;

    private static readonly Turn[] s_open = [.. Enum.GetValues<Turn>().Where(turn => turn != Domain.Cases.Turn.Nobody)];

    /// <summary>
    /// Reads <c>region</c>, <c>turn</c>, <c>state</c>, <c>scheme</c>, <c>late</c>, <c>q</c> and <c>cursor</c>. Without a turn it is
    /// the caller's own; an empty one is everybody's.
    /// </summary>
    public static bool TryRead(
        HttpRequest request, Caller caller, [NotNullWhen(true)] out DeskQuestion? question, [NotNullWhen(false)] out Refusal? refusal)
    {
        string region = DeskQuery.RegionOf(request, caller);
        string? turnText = request.Query["turn"];
        string? stateText = request.Query["state"];
        string? scheme = (string?)request.Query["scheme"] is [_, ..] code ? code : null;
        string? words = ((string?)request.Query["q"])?.Trim() is [_, ..] typed ? typed : null;
        Turn? turn = EnumText.TryParse(turnText, out Turn asked) ? asked : turnText is null ? TurnOf(caller) : null;
        CaseState? state = EnumText.TryParse(stateText, out CaseState where) ? where : null;
        string? cursor = request.Query["cursor"];
        refusal = DeskQuery.CheckRegion(caller, region)
            ?? (turn is null && turnText is [_, ..] ? new Refusal(RequestCodes.QueryInvalid, "turn")
            : state is null && stateText is [_, ..] ? new Refusal(RequestCodes.QueryInvalid, "state")
            : scheme is not null && Programmes.All[^1].TryScheme(scheme) is null ? new Refusal(RequestCodes.QueryInvalid, "scheme")
            : words?.Length > LongestWords ? new Refusal(RequestCodes.QueryInvalid, "q")
            : !DeskSearch.IsCursor(cursor) ? new Refusal(RequestCodes.CursorInvalid, "cursor")
            : null);
        question = refusal is null ? new DeskQuestion(region, turn, state, scheme, (string?)request.Query["late"] == "1", words, cursor) : null;
        return refusal is null;
    }

    /// <summary>The turn of a person's role; null for who works on no case.</summary>
    public static Turn? TurnOf(Caller caller) =>
        Enum.GetValues<Turn>().Where(turn => turn != Domain.Cases.Turn.Applicant).Cast<Turn?>()
            .FirstOrDefault(turn => Enum.TryParse(turn.ToString(), out Role role) && caller.Roles.Contains(role));

    /// <summary>What is to be looked for on a day. What has ended is looked for only if it is asked for.</summary>
    public DeskFilter On(DateOnly today) => new(
        Region,
        Turn is { } only ? [only] : State is { } state ? [StateTable.TurnIn(state)] : s_open,
        IsLateOnly ? today : null,
        State,
        Scheme,
        Words);

    /// <summary>Address of the page with this question, in a language.</summary>
    public string AddressIn(string language)
    {
        (string Name, string? Value)[] parts =
        [
            ("region", Region),
            ("turn", Turn is { } turn ? EnumText.Of(turn) : ""),
            ("state", State is { } state ? EnumText.Of(state) : null),
            ("scheme", Scheme),
            ("late", IsLateOnly ? "1" : null),
            ("q", Words),
            ("cursor", Cursor),
            ("lang", language),
        ];
        return "/desk" + QueryString.Create(
            parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value)));
    }
}
