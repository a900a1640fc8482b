package org.tsudoi.members;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;

/// Whoever publishes events and is paid for them.
///
/// @param slug the last part of the organiser's public address, `[a-z0-9-]`, unique on the instance
/// @param currency what prices are in unless a plan says otherwise
/// @param country ISO 3166-1 alpha-2
/// @param legal what the Act on Specified Commercial Transactions asks a seller in Japan to show; empty until told
/// @param invoiceNumber of one who issues qualified invoices in Japan
/// @param thaiTaxpayer  of one who issues tax invoices in Thailand
public record Organiser(
        OrganiserId id,
        String slug,
        String name,
        Currency currency,
        String country,
        String about,
        Optional<LegalDisplay> legal,
        Optional<InvoiceNumber> invoiceNumber,
        Optional<ThaiTaxpayer> thaiTaxpayer,
        Instant since) {
    /// As one whose registration has ended.
    public Organiser withoutInvoiceNumber() {
        return new Organiser(id, slug, name, currency, country, about, legal, Optional.empty(), thaiTaxpayer, since);
    }

    /// By which their days and months are counted.
    public ZoneId zone() {
        return switch (country) {
            case "JP" -> ZoneId.of("Asia/Tokyo");
            case "TH" -> ZoneId.of("Asia/Bangkok");
            default -> ZoneOffset.UTC;
        };
    }
}
