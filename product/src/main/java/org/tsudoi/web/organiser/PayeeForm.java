package org.tsudoi.web.organiser;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.KanaText;
import org.tsudoi.banking.KanaWriting;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.payouts.ThaiBank;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;

/// The account that an organiser, or a buyer who gets money back, types.
public final class PayeeForm {
    private static final int HOLDER_MAX = 140;

    private PayeeForm() {}

    /// Those that a transfer can go to.
    private static final Map<String, AccountType> TYPES = Map.of(
            "ordinary", AccountType.ORDINARY,
            "current", AccountType.CURRENT,
            "savings", AccountType.SAVINGS);

    public static Map<String, String> types(Page page) {
        var types = new LinkedHashMap<String, String>();
        for (var word : new String[] {"ordinary", "current", "savings"}) {
            types.put(word, page.t("payouts.type." + word));
        }
        return types;
    }

    public static Map<String, String> thaiBanks(Page page) {
        var banks = new LinkedHashMap<String, String>();
        for (var bank : ThaiBank.values()) banks.put(bank.name(), page.t("payouts.bank." + word(bank)));
        return banks;
    }

    public static String word(ThaiBank bank) {
        return bank.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Where it is, in the reader's words; of its number the end alone.
    public static String shown(Page page, PayeeAccount account) {
        return switch (account) {
            case PayeeAccount.InJapan(var at, var _) ->
                at.bank() + "-" + at.branch() + " " + page.t("payouts.type." + word(at.type())) + " " + at.number();
            case PayeeAccount.InThailand thai -> page.t("payouts.bank." + word(thai.bank())) + " " + thai.account();
        };
    }

    private static String word(AccountType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /// Empty when something is wrong, which stands in the form then.
    public static Optional<PayeeAccount> read(Form form) {
        return form.value("currency").equals("THB") ? inThailand(form) : inJapan(form);
    }

    private static Optional<PayeeAccount> inJapan(Form form) {
        var bank = form.read("bankCode", "payouts.error.bankCode", text -> Optional.of(new BankCode(text)));
        var branch = form.read("branchCode", "payouts.error.branchCode", text -> Optional.of(new BranchCode(text)));
        var type = form.choice("type", word -> Optional.ofNullable(TYPES.get(word)));
        var number = form.read("number", "payouts.error.number", text -> Optional.of(new AccountNumber(text)));
        var holder = kana(form);
        if (bank.isEmpty() || branch.isEmpty() || type.isEmpty() || number.isEmpty() || holder.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PayeeAccount.InJapan(
                new BankAccount(bank.get(), branch.get(), type.get(), number.get()), holder.get()));
    }

    private static Optional<KanaText> kana(Form form) {
        var typed = form.line("holder", HOLDER_MAX);
        if (typed.isEmpty()) return Optional.empty();
        return switch (KanaWriting.write(typed, KanaText.Use.PARTY_NAME)) {
            case KanaWriting.Written(var text) ->
                Optional.of(text).filter(it -> !it.value().isEmpty());
            case KanaWriting.Unwritable(var character, int _) -> {
                form.wrong("holder", "payouts.error.kana", character);
                yield Optional.empty();
            }
        };
    }

    private static Optional<PayeeAccount> inThailand(Form form) {
        var bank = form.choice(
                "thaiBank",
                word -> Stream.of(ThaiBank.values())
                        .filter(one -> one.name().equals(word))
                        .findFirst());
        var number = form.read(
                "thaiNumber",
                "payouts.error.thaiNumber",
                text -> Optional.of(text.replaceAll("[ -]", "")).filter(PayeeAccount.InThailand::isNumber));
        var holder = form.line("thaiHolder", HOLDER_MAX);
        if (!holder.isEmpty() && !PayeeAccount.InThailand.isName(holder)) {
            form.wrong("thaiHolder", "payouts.error.thaiHolder");
            return Optional.empty();
        }
        if (bank.isEmpty() || number.isEmpty() || holder.isEmpty()) return Optional.empty();
        return Optional.of(new PayeeAccount.InThailand(bank.get(), number.get(), holder));
    }
}
