using System.Globalization;

namespace Tasdir.Local.SignIn;

/// <summary>The ready-made people: six people of the administration a region, two for the country, three applicants.</summary>
public static class People
{
    private const string Country = "00";

    private static readonly string[] RegionNames =
    [
        "Tanger-Tétouan-Al Hoceïma", "Oriental", "Fès-Meknès", "Rabat-Salé-Kénitra", "Béni Mellal-Khénifra", "Casablanca-Settat",
        "Marrakech-Safi", "Drâa-Tafilalet", "Souss-Massa", "Guelmim-Oued Noun", "Laâyoune-Sakia El Hamra", "Dakhla-Oued Ed-Dahab",
    ];

    private static readonly string[] RegionalRoles = ["officer", "preparer", "verifier", "authoriser", "accountant", "agent"];

    private static readonly string[] GivenNames =
    [
        "Khadija", "Youssef", "Salma", "Mohamed", "Imane", "Hamza", "Nadia", "Rachid", "Houda", "Abdellah",
        "Meryem", "Karim", "Samira", "Omar", "Zineb", "Hicham", "Latifa", "Brahim", "Sanae", "Mustapha",
    ];

    private static readonly string[] FamilyNames =
    [
        "El Amrani", "Benjelloun", "Ouahbi", "Tazi", "Chraïbi", "El Idrissi", "Bouzidi", "Naciri", "Amghar", "Lahlou",
        "Berrada", "Ziani", "El Fassi", "Oukacha", "Saïdi", "Kabbaj", "Mansouri", "Aït Ouali", "Bennani", "Rifi", "El Ouardi", "Haddad", "Belkacem",
    ];

    /// <summary>Everybody, officials first.</summary>
    public static IReadOnlyList<Person> All { get; } = [.. Regional(), .. National(), .. Applicants()];

    /// <summary>The person of that id, or null.</summary>
    public static Person? Find(string? id) => All.FirstOrDefault(person => person.Id == id);

    private static IEnumerable<Person> Regional()
    {
        for (var region = 0; region < RegionNames.Length; region++)
        {
            var code = (region + 1).ToString("00", CultureInfo.InvariantCulture);
            for (var role = 0; role < RegionalRoles.Length; role++)
            {
                var number = (region * RegionalRoles.Length) + role;
                yield return new Person(
                    $"{RegionalRoles[role]}-{code}", NameOf(number), [RegionalRoles[role]], code, "fr", RegionNames[region]);
            }

            yield return new Person($"secretary-{code}", NameOf(FirstSecretary + region), ["secretary"], code, "fr", RegionNames[region]);
        }
    }

    private const int FirstSecretary = 300;

    // 20 given and 23 family names have no common divisor: the first 460 numbers give different names.
    private static string NameOf(int number) =>
        $"{GivenNames[number % GivenNames.Length]} {FamilyNames[number % FamilyNames.Length]}";

    private static IEnumerable<Person> National() =>
    [
        new("programme-office", "Amina Sefrioui", ["programme-office"], Country, "fr", "Programme office"),
        new("secretary", NameOf(FirstSecretary - 1), ["secretary"], Country, "fr", "National committee"),
        new("operator", "Anas Lamrini", ["operator"], Country, "fr", "Operations"),
    ];

    private static IEnumerable<Person> Applicants() =>
    [
        new("applicant-1", "Fatma Aït Bella", ["applicant"], "10", "ar", "Cooperative in Guelmim"),
        new("applicant-2", "Driss Bensalah", ["applicant"], "02", "fr", "Company in Oujda"),
        new("applicant-3", "Rkia El Alaoui", ["applicant"], "03", "ar", "Craftswoman in Fès"),
    ];
}
