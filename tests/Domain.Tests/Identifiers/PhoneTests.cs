using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Tests.Identifiers;

public sealed class PhoneTests
{
    [Theory]
    [InlineData("+212612345678")]
    [InlineData("0612345678")]
    [InlineData("06 12 34 56 78")]
    [InlineData("06.12.34.56.78")]
    [InlineData("+212 (0)6 12-34-56-78")]
    [InlineData("00212612345678")]
    [InlineData("00212 06 12 34 56 78")]
    [InlineData("٠٦١٢٣٤٥٦٧٨")]
    public void A_number_is_kept_in_its_international_form(string typed) => Keys.Taken("+212612345678", Proof.Format, Phone.Parse(typed));

    [Theory]
    [InlineData("0528123456", "+212528123456", false)] // fixed line
    [InlineData("0612345678", "+212612345678", true)]
    [InlineData("0712345678", "+212712345678", true)]
    [InlineData("0808123456", "+212808123456", false)]
    public void Fixed_mobile_and_special_numbers_are_taken_and_mobile_ones_are_known(string typed, string kept, bool mobile)
    {
        Keys.Taken(kept, Proof.Format, Phone.Parse(typed));
        Assert.Equal(mobile, Phone.IsMobile(kept));
    }

    [Theory]
    [InlineData("", "phone_length", "0")]
    [InlineData("061234567", "phone_length", "9")]
    [InlineData("06123456789", "phone_length", "11")]
    [InlineData("+21261234567", "phone_length", "8")]
    [InlineData("612345678", "phone_length", "9")] // neither from 0 nor from the country
    [InlineData("0412345678", "phone_prefix", "04")]
    [InlineData("0912345678", "phone_prefix", "09")]
    [InlineData("+33612345678", "phone_format")]
    [InlineData("0033612345678", "phone_format")]
    [InlineData("06+12345678", "number_letters", "+")]
    [InlineData("06 12 34 56 7B", "number_letters", "B")]
    public void What_is_wrong_with_a_number_is_said(string typed, string code, params string[] values) => Keys.Refused(Phone.Parse(typed), code, values);
}
