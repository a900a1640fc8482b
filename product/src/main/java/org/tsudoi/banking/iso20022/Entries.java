package org.tsudoi.banking.iso20022;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tsudoi.banking.BankCharge;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankNotice.Standing;
import org.tsudoi.banking.CashAccount;
import org.tsudoi.banking.Counterparty;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.NoticeIdentity;
import org.tsudoi.money.Money;

/// Entries of one file as notices: one for each, or one for each payment of a batch.
final class Entries {
    private static final String KIND = "iso20022";
    /// What banks write where they have no reference.
    private static final Set<String> NO_REFERENCE = Set.of("", "NOTPROVIDED", "NONREF");

    /// Charges, fees and commission of any family (ISO 20022 external code set, bank transaction sub-family).
    private static final Set<String> CHARGES = Set.of("CHRG", "FEES", "COMM");

    /// Issued credit transfers, and those in real time.
    private static final Set<String> ISSUED_TRANSFERS = Set.of("ICDT", "IRCT");

    private static final Counterparty NOBODY = new Counterparty("", "", "", "", Optional.empty());

    private final Faults faults;
    private final Set<NoticeIdentity> given = new HashSet<>();
    private final Map<List<String>, Integer> alike = new HashMap<>();

    Entries(Faults faults) {
        this.faults = faults;
    }

    /// What all payments of one entry have in common.
    private record Booking(
            Element entry,
            CashAccount account,
            String servicer,
            Movement movement,
            Standing standing,
            LocalDate booked,
            LocalDate value,
            Money amount) {
        /// By the bank's reference; the same before and after the entry is booked would be one notice too few.
        String[] key() {
            return new String[] {
                KIND,
                account.key(),
                servicer,
                standing.name(),
                movement.name(),
                entry.textAt("AcctSvcrRef"),
                amount.toString()
            };
        }

        boolean hasReference() {
            return !NO_REFERENCE.contains(entry.textAt("AcctSvcrRef"));
        }
    }

    List<BankNotice> notices(Element entry, CashAccount account, Element report) {
        int before = faults.count();
        var amount = amount(entry, report.textAt("Acct/Ccy"));
        var movement = movement(entry);
        var standing = standing(entry);
        var value = Dates.within(entry, "ValDt", faults);
        var booked = booked(entry, value, report, standing);
        if (faults.count() > before || amount.isEmpty() || movement.isEmpty() || standing.isEmpty()) return List.of();
        if (booked.isEmpty()) {
            fault(entry, "Ntry/BookgDt", FaultReason.MISSING);
            return List.of();
        }
        var booking = new Booking(
                entry,
                account,
                Parties.servicer(report),
                movement.get(),
                standing.get(),
                booked.get(),
                value.orElse(booked.get()),
                amount.get());
        var transactions =
                entry.all("NtryDtls").flatMap(details -> details.all("TxDtls")).toList();
        return transactions.size() > 1 ? batch(booking, transactions) : List.of(single(booking, transactions));
    }

    private BankNotice single(Booking booking, List<Element> transactions) {
        var details = transactions.isEmpty() ? booking.entry() : transactions.getFirst();
        var identity = booking.hasReference()
                ? NoticeIdentity.byBank(booking.key())
                : byContent(booking, details, booking.amount());
        if (identity.byBank() && !given.add(identity)) {
            fault(booking.entry(), "Ntry/AcctSvcrRef", FaultReason.REPEATED);
        }
        return notice(booking, details, booking.amount(), identity);
    }

    /// The payments must add up to the entry, which is what was booked.
    private List<BankNotice> batch(Booking booking, List<Element> transactions) {
        var notices = new ArrayList<BankNotice>();
        var sum = BigDecimal.ZERO;
        var equals = new HashMap<List<String>, Integer>();
        for (var transaction : transactions) {
            var amount = amountWithin(transaction, booking);
            if (amount.isEmpty()) return List.of();
            sum = sum.add(amount.get().inMajorUnits());
            var own = List.of(ownReference(transaction), amount.get().toString());
            int occurrence = equals.merge(own, 1, Integer::sum) - 1;
            var identity = booking.hasReference()
                    ? NoticeIdentity.byBank(
                            Stream.of(Stream.of(booking.key()), own.stream(), Stream.of(Integer.toString(occurrence)))
                                    .flatMap(parts -> parts)
                                    .toArray(String[]::new))
                    : byContent(booking, transaction, amount.get());
            if (identity.byBank() && !given.add(identity)) {
                fault(booking.entry(), "Ntry/AcctSvcrRef", FaultReason.REPEATED);
            }
            notices.add(notice(booking, transaction, amount.get(), identity));
        }
        if (sum.compareTo(booking.amount().inMajorUnits()) != 0) {
            fault(booking.entry(), "Ntry/Amt", FaultReason.TOTAL);
        }
        return notices;
    }

    private BankNotice notice(Booking booking, Element details, Money amount, NoticeIdentity identity) {
        boolean fromDebtor =
                booking.movement() == Movement.DEPOSIT || booking.movement() == Movement.DEPOSIT_TAKEN_BACK;
        var counterparty = Parties.party(details, fromDebtor ? "Dbtr" : "Cdtr", faults);
        return new BankNotice(
                identity,
                details.line(),
                booking.account(),
                booking.movement(),
                booking.standing(),
                booking.booked(),
                booking.value(),
                amount,
                Money.zero(amount.currency()),
                counterparty.orElse(NOBODY),
                references(details),
                booking.entry().textAt("AddtlNtryInf"),
                charge(booking, details, counterparty.orElse(NOBODY)));
    }

    /// By the code of the transaction, else by the bank's own words where nobody is named.
    private static BankCharge charge(Booking booking, Element details, Counterparty counterparty) {
        if (booking.movement() != Movement.WITHDRAWAL) return BankCharge.NONE;
        var family = booking.entry().textAt("BkTxCd/Domn/Fmly/Cd");
        if (CHARGES.contains(booking.entry().textAt("BkTxCd/Domn/Fmly/SubFmlyCd"))) {
            return ISSUED_TRANSFERS.contains(family) ? BankCharge.FOR_TRANSFERS : BankCharge.FOR_SERVICE;
        }
        boolean isOnlyTheBanks =
                counterparty.name().isBlank() && references(details).isEmpty();
        return isOnlyTheBanks ? BankCharge.of(booking.entry().textAt("AddtlNtryInf")) : BankCharge.NONE;
    }

    private Optional<Money> amount(Element entry, String currencyOfAccount) {
        var amount = entry.at("Amt");
        if (amount.isEmpty()) {
            fault(entry, "Ntry/Amt", FaultReason.MISSING);
            return Optional.empty();
        }
        var money = Amounts.positive(amount.get(), "Ntry/Amt", faults);
        boolean ours = currencyOfAccount.isEmpty()
                || money.isEmpty()
                || money.get().currency().getCurrencyCode().equals(currencyOfAccount);
        if (!ours) fault(amount.get(), "Ntry/Amt", FaultReason.CURRENCY);
        return money;
    }

    /// Of one payment in a batch, which must be in the entry's currency and go its way.
    private Optional<Money> amountWithin(Element transaction, Booking booking) {
        var way = transaction.textAt("CdtDbtInd");
        if (!way.isEmpty() && !way.equals(booking.entry().textAt("CdtDbtInd"))) {
            fault(transaction, "TxDtls/CdtDbtInd", FaultReason.CODE);
            return Optional.empty();
        }
        var amount = transaction.at("Amt").or(() -> transaction.at("AmtDtls/TxAmt/Amt"));
        if (amount.isEmpty()) {
            fault(transaction, "TxDtls/Amt", FaultReason.MISSING);
            return Optional.empty();
        }
        var money = Amounts.positive(amount.get(), "TxDtls/Amt", faults);
        if (money.isPresent() && !money.get().currency().equals(booking.amount().currency())) {
            fault(amount.get(), "TxDtls/Amt", FaultReason.CURRENCY);
            return Optional.empty();
        }
        return money;
    }

    /// A reversal goes the way opposite to what it reverses.
    private Optional<Movement> movement(Element entry) {
        var reversal = entry.textAt("RvslInd");
        if (!Set.of("", "true", "false", "1", "0").contains(reversal)) {
            fault(entry, "Ntry/RvslInd", FaultReason.CODE);
        }
        boolean reverses = Report.isTrue(reversal);
        return switch (entry.textAt("CdtDbtInd")) {
            case "CRDT" -> Optional.of(reverses ? Movement.WITHDRAWAL_TAKEN_BACK : Movement.DEPOSIT);
            case "DBIT" -> Optional.of(reverses ? Movement.DEPOSIT_TAKEN_BACK : Movement.WITHDRAWAL);
            case String _ -> {
                fault(entry, "Ntry/CdtDbtInd", FaultReason.CODE);
                yield Optional.empty();
            }
        };
    }

    private Optional<Standing> standing(Element entry) {
        var code = entry.textAt("Sts/Cd");
        return switch (code.isEmpty() ? entry.textAt("Sts") : code) {
            case "BOOK" -> Optional.of(Standing.BOOKED);
            case "PDNG", "FUTR" -> Optional.of(Standing.PENDING);
            case "INFO" -> Optional.of(Standing.INFORMATION);
            case String _ -> {
                fault(entry, "Ntry/Sts", FaultReason.CODE);
                yield Optional.empty();
            }
        };
    }

    /// What is not booked yet may have no day of booking; then it is the day of the report.
    private Optional<LocalDate> booked(
            Element entry, Optional<LocalDate> value, Element report, Optional<Standing> standing) {
        var booked = Dates.within(entry, "BookgDt", faults).or(() -> value);
        if (booked.isPresent() || standing.filter(Standing.BOOKED::equals).isPresent()) return booked;
        return report.at("CreDtTm").flatMap(made -> Dates.of(made, "CreDtTm", faults));
    }

    private static List<String> references(Element details) {
        var structured = details.at("RmtInf").stream()
                .flatMap(remittance -> remittance.all("Strd"))
                .map(part -> part.textAt("CdtrRefInf/Ref"));
        var plain = details.at("RmtInf").stream()
                .flatMap(remittance -> remittance.all("Ustrd"))
                .map(Element::text);
        return Stream.of(Stream.of(details.textAt("Refs/EndToEndId")), structured, plain)
                .flatMap(texts -> texts)
                .filter(text -> !NO_REFERENCE.contains(text))
                .toList();
    }

    private static String ownReference(Element transaction) {
        return Stream.of("AcctSvcrRef", "TxId", "UETR", "InstrId", "EndToEndId")
                .map(name -> transaction.textAt("Refs/" + name))
                .filter(text -> !NO_REFERENCE.contains(text))
                .findFirst()
                .orElse("");
    }

    private NoticeIdentity byContent(Booking booking, Element details, Money amount) {
        var content = new ArrayList<>(List.of(booking.key()));
        content.addAll(List.of(
                booking.entry().textAt("NtryRef"),
                booking.booked().toString(),
                booking.value().toString(),
                amount.toString(),
                ownReference(details)));
        content.addAll(references(details));
        int occurrence = alike.merge(List.copyOf(content), 1, Integer::sum) - 1;
        return NoticeIdentity.byContent(occurrence, content.toArray(String[]::new));
    }

    private void fault(Element where, String field, FaultReason reason) {
        faults.add(where.line(), where.column(), field, reason);
    }
}
