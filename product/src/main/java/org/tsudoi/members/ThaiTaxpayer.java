package org.tsudoi.members;

/// Who is registered for VAT in Thailand, as a tax invoice names them (ประมวลรัษฎากร มาตรา 86/4).
///
/// @param branch five digits; `00000` is the head office
public record ThaiTaxpayer(ThaiTaxNumber number, String branch) {
    public static final String HEAD_OFFICE = "00000";

    public ThaiTaxpayer {
        if (!branch.matches("[0-9]{5}")) throw new IllegalArgumentException("a branch has five digits");
    }

    public boolean isHeadOffice() {
        return branch.equals(HEAD_OFFICE);
    }
}
