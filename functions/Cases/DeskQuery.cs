using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>What of the desk is asked for.</summary>
/// <param name="Region">Region code.</param>
/// <param name="Turn">Only the cases whose turn it is; null for all.</param>
/// <param name="Cursor">Where the last page ended; null for the first.</param>
public sealed record DeskQuery(string Region, Turn? Turn, string? Cursor)
{
    /// <summary>Lines a page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads <c>region</c>, <c>turn</c> and <c>cursor</c>; without a region it is the caller's own.</summary>
    public static bool TryRead(HttpRequest request, Caller caller, [NotNullWhen(true)] out DeskQuery? query, [NotNullWhen(false)] out Refusal? refusal)
    {
        string? turnText = request.Query["turn"];
        string? cursor = request.Query["cursor"];
        string region = RegionOf(request, caller);
        Turn? turn = EnumText.TryParse(turnText, out Turn read) ? read : null;
        refusal = CheckRegion(caller, region)
            ?? (turn is null && turnText is not (null or "") ? new Refusal(RequestCodes.QueryInvalid, "turn")
            : !Projections.IsDeskCursor(cursor, turn) ? new Refusal(RequestCodes.CursorInvalid, "cursor")
            : null);
        query = refusal is null ? new DeskQuery(region, turn, cursor) : null;
        return refusal is null;
    }

    /// <summary>The region that is asked for; without one it is the caller's own.</summary>
    public static string RegionOf(HttpRequest request, Caller caller) =>
        (string?)request.Query["region"] ?? (caller.Region is null or Caller.WholeCountry ? "01" : caller.Region);

    /// <summary>Why the caller does not see the desk of a region; else null.</summary>
    public static Refusal? CheckRegion(Caller caller, string region) =>
        !caller.IsOfficial ? new Refusal(RequestCodes.RoleMissing)
        : Programmes.All[^1].TryRegion(region) is null ? new Refusal(RequestCodes.QueryInvalid, "region")
        : !caller.Covers(region) ? new Refusal(RequestCodes.RoleMissing)
        : null;
}
