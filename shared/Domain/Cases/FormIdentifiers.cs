using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Cases;

/// <summary>The identifiers of a form, each read by its own rule when it is given.</summary>
internal static class FormIdentifiers
{
    /// <summary>The form with its identifiers in their normal spelling; what is wrong with one is added by the name of its field.</summary>
    public static ApplicationForm Normalise(ApplicationForm form, List<Refusal> refusals)
    {
        return form with
        {
            Ice = Take("ice", Read(form.Ice, Ice.Parse)),
            TaxId = Take("taxId", Read(form.TaxId, TaxId.Parse)),
            TradeRegister = Take("tradeRegister", form.TradeRegister?.Read()),
            Cnss = Take("cnss", Read(form.Cnss, Cnss.Parse)),
            Cin = Take("cin", Read(form.Cin, Cin.Parse)),
            CooperativeRegister = Take("cooperativeRegister", form.CooperativeRegister?.Read()),
            CraftRegister = Take("craftRegister", form.CraftRegister?.Read()),
            AssociationReceipt = Take("associationReceipt", form.AssociationReceipt?.Read()),
            AutoEntrepreneurNumber = Take("autoEntrepreneurNumber", Read(form.AutoEntrepreneurNumber, AutoEntrepreneurNumber.Parse)),
            Rib = Take("rib", Read(form.Rib, Rib.Parse)),
            Phone = Take("phone", Read(form.Phone, Phone.Parse)),
        };

        static Reading<string>? Read(string? typed, Func<string?, Reading<string>> parse) => typed is null ? null : parse(typed);

        T? Take<T>(string field, Reading<T>? reading)
            where T : class
        {
            refusals.AddRange((reading?.Refusals ?? []).Select(refusal =>
                refusal with { Field = refusal.Field is { } part ? $"{field}.{part}" : field }));
            return reading?.Value;
        }
    }
}
