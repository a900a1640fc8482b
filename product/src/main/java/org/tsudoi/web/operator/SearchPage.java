package org.tsudoi.web.operator;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Inquiries;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.JournalSearch;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.members.Member;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// All journals, or those that are looked for.
@Controller
public class SearchPage {
    private static final int ROWS = 20;
    private static final int TYPED_MAX = 200;

    /// What begins an id, and the metadata that journals carry it under.
    private static final Map<String, String> FOUND_BY =
            Map.of("ord_", "order", "pay_", "payment", "rfd_", "refund", "evt_", "event");

    private static final Pattern KEY_AND_VALUE = Pattern.compile("([\\w.-]{1,60})=(\\S+)");
    /// The number that a buyer reads on the receipt: the order's id in capitals.
    private static final Pattern RECEIPT = Pattern.compile("[0-9A-Z]{26}");

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d{1,3})?|\\d{1,15}(\\.\\d{1,3})?");

    private final Ledger ledger;
    private final Inquiries inquiries;

    SearchPage(Ledger ledger, Inquiries inquiries) {
        this.ledger = ledger;
        this.inquiries = inquiries;
    }

    /// @param older where the next page begins; null when everything was looked at
    /// @param first whether this is the first page
    public record View(
            Form form,
            List<RecordedJournal> found,
            @Nullable Long older,
            boolean first) {
        public boolean isAsked() {
            return List.of("q", "kind", "account", "amount", "day").stream()
                    .anyMatch(name -> !form.value(name).isBlank());
        }
    }

    @GetMapping("/operate/books/search")
    ModelAndView search(
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            Member member) {
        var form = Form.of(typed);
        var q = form.value("q").strip();
        var named = journal(q);
        if (named.isPresent()) return Pages.seeOther("/operate/books/journals/" + named.get());
        if (q.contains(":") && account(q).isPresent() && form.value("account").isBlank()) {
            return Pages.seeOther("/operate/books/account?code=" + q);
        }
        var search = read(form, member.zone());
        if (!form.isGood()) {
            return Pages.again("operator/search", "view", new View(form, List.of(), null, true), "zone", member.zone());
        }
        var found = inquiries.journals(search, before, ROWS);
        var view = new View(form, found.journals(), found.older().orElse(null), before == Long.MAX_VALUE);
        return Pages.show("operator/search", "view", view, "zone", member.zone());
    }

    private Optional<JournalId> journal(String typed) {
        try {
            return typed.length() == 36
                    ? Optional.of(new JournalId(UUID.fromString(typed)))
                            .filter(id -> ledger.journal(id).isPresent())
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<AccountCode> account(String typed) {
        try {
            return Optional.of(new AccountCode(typed))
                    .filter(code -> ledger.account(code).isPresent());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Every field that is not left out, or what is wrong with it.
    private JournalSearch read(Form form, ZoneId zone) {
        var search = JournalSearch.ALL;
        var about = about(form, form.optionalText("q", TYPED_MAX));
        if (about.isPresent()) search = search.with(about.get());
        var kind = form.value("kind");
        if (Words.journalKinds().contains(kind)) search = search.ofKind(kind);
        else if (!kind.isEmpty()) form.wrong("kind", "form.choose");
        var code = form.value("account").strip();
        var account = account(code);
        if (account.isPresent()) search = search.on(account.get());
        else if (!code.isEmpty()) form.wrong("account", "operate.find.noAccount");
        if (!form.value("amount").isBlank()) {
            search = search.ofAmount(
                    form.read("amount", "form.amount", this::amounts).orElse(Map.of()));
        }
        if (!form.value("day").isBlank()) {
            var day = form.date("day");
            if (day.isPresent()) {
                search = search.happened(
                        day.get().atStartOfDay(zone).toInstant(),
                        day.get().plusDays(1).atStartOfDay(zone).toInstant());
            }
        }
        return search;
    }

    private static Optional<Map<String, String>> about(Form form, String typed) {
        if (typed.isEmpty()) return Optional.empty();
        if (RECEIPT.matcher(typed).matches())
            return Optional.of(Map.of("order", "ord_" + typed.toLowerCase(Locale.ROOT)));
        var key = typed.length() < 5 ? null : FOUND_BY.get(typed.substring(0, 4));
        if (key != null) return Optional.of(Map.of(key, typed));
        var both = KEY_AND_VALUE.matcher(typed);
        if (both.matches()) return Optional.of(Map.of(both.group(1), both.group(2)));
        form.wrong("q", "operate.find.unknown");
        return Optional.empty();
    }

    /// `1,500` is 1500 yen or seats, and 1,500.00 baht.
    private Optional<Map<Asset, Long>> amounts(String typed) {
        if (!AMOUNT.matcher(typed).matches()) return Optional.empty();
        var read = new BigDecimal(typed.replace(",", ""));
        var amounts = new HashMap<Asset, Long>();
        for (var asset : inquiries.assets()) {
            var units = read.movePointRight(Amounts.currency(asset)
                    .map(Currency::getDefaultFractionDigits)
                    .orElse(0));
            if (units.stripTrailingZeros().scale() <= 0 && units.signum() > 0)
                amounts.put(asset, units.longValueExact());
        }
        return amounts.isEmpty() ? Optional.empty() : Optional.of(amounts);
    }
}
