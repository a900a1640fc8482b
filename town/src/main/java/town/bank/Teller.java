package town.bank;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks through what somebody wrote on a transfer form, at the bank next door.
@Component
class Teller {
    static final String PAYING_BANK = "ﾄﾅﾘﾏﾁｷﾞﾝｺｳ";
    static final String PAYING_BRANCH = "ｴｷﾏｴ";

    private static final int AMOUNT_DIGITS_MAX = 10;

    private final Account account;
    private final OtherBank other;

    Teller(Account account, OtherBank other) {
        this.account = account;
        this.other = other;
    }

    /// As it was typed; what a form left out is empty.
    record Form(String bank, String branch, String kind, String account, String yen, String payer) {
        Form {
            bank = Objects.requireNonNullElse(bank, "");
            branch = Objects.requireNonNullElse(branch, "");
            kind = Objects.requireNonNullElse(kind, "");
            account = Objects.requireNonNullElse(account, "");
            yen = Objects.requireNonNullElse(yen, "");
            payer = Objects.requireNonNullElse(payer, "");
        }
    }

    sealed interface Looked {
        /// @param payer  as the files will have it
        /// @param holder whose account it is at the other bank; null: it is the one at this bank
        record Good(long yen, String payer, @Nullable String holder) implements Looked {}

        /// @param why the word of what is wrong, by field, and what it is about
        record Wrong(Map<String, Fault> why) implements Looked {}
    }

    /// @param about the letter that cannot be written; else empty
    record Fault(String word, String about) {}

    Looked look(Form form) {
        var wrong = new LinkedHashMap<String, Fault>();
        digits(wrong, "bank", form.bank(), 4);
        digits(wrong, "branch", form.branch(), 3);
        digits(wrong, "account", form.account(), 7);
        long yen = yen(wrong, form.yen());
        var payer = payer(wrong, form.payer());
        var here = account.isAt(plain(form.bank()), plain(form.branch()), form.kind(), plain(form.account()));
        var there = here
                ? null
                : other.holder(plain(form.bank()), plain(form.branch()), form.kind(), plain(form.account()))
                        .orElse(null);
        if (wrong.isEmpty() && !here && there == null) {
            wrong.put("account", new Fault("no-account", ""));
        }
        return wrong.isEmpty() ? new Looked.Good(yen, payer, there) : new Looked.Wrong(wrong);
    }

    /// @return what the transfer is called
    String send(Form form, Looked.Good good) {
        return good.holder() == null
                ? account.deposit(good.yen(), good.payer()).id()
                : other.send(plain(form.branch()), plain(form.account()), good.yen(), good.payer());
    }

    private static void digits(Map<String, Fault> wrong, String field, String typed, int length) {
        if (!plain(typed).matches("[0-9]{" + length + "}")) {
            wrong.put(field, new Fault("digits-" + length, ""));
        }
    }

    private static long yen(Map<String, Fault> wrong, String typed) {
        var digits = plain(typed).replace(",", "");
        long yen = digits.matches("[0-9]{1," + AMOUNT_DIGITS_MAX + "}") ? Long.parseLong(digits) : 0;
        if (yen == 0) {
            wrong.put("yen", new Fault("yen", ""));
        }
        return yen;
    }

    private static String payer(Map<String, Fault> wrong, String typed) {
        switch (HalfWidth.of(typed)) {
            case HalfWidth.Written(var text) when text.isEmpty() -> wrong.put("payer", new Fault("no-payer", ""));
            case HalfWidth.Written(var text)
            when text.length() > Account.PAYER_MAX -> wrong.put("payer", new Fault("payer-long", ""));
            case HalfWidth.Written(var text) -> {
                return text;
            }
            case HalfWidth.Unwritable(var letter) -> wrong.put("payer", new Fault("unwritable", letter));
        }
        return "";
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
    }
}
