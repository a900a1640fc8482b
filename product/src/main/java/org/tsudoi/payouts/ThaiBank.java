package org.tsudoi.payouts;

/// The banks in Thailand that organisers can be paid at, with their codes by ISO 9362.
public enum ThaiBank {
    BANGKOK("BKKBTHBK"),
    KASIKORN("KASITHBK"),
    KRUNG_THAI("KRTHTHBK"),
    SIAM_COMMERCIAL("SICOTHBK"),
    AYUDHYA("AYUDTHBK"),
    TTB("TMBKTHBK"),
    UOB("UOVBTHBK"),
    CIMB("UBOBTHBK"),
    GOVERNMENT_SAVINGS("GSBATHBK"),
    AGRICULTURE("BAABTHBK");

    private final String bic;

    ThaiBank(String bic) {
        this.bic = bic;
    }

    public String bic() {
        return bic;
    }
}
