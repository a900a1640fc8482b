package org.tsudoi.web.organiser;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.PayoutWords;

/// What an organiser is owed and was paid, and the account that it goes to.
@Controller
public class PayoutPages {
    private static final int SHOWN_MAX = 100;

    private final Payouts payouts;
    private final Texts texts;

    PayoutPages(Payouts payouts, Texts texts) {
        this.payouts = payouts;
        this.texts = texts;
    }

    /// @param heldUntil when the account was changed lately
    public record Purse(
            Currency currency,
            Payouts.Balance balance,
            Optional<Payouts.ToldAccount> account,
            Optional<Instant> heldUntil,
            List<Payouts.Month> months) {
        public boolean isYen() {
            return currency.getCurrencyCode().equals("JPY");
        }

        /// Whether a run can pay it.
        public boolean isPaidOut() {
            return Payouts.CURRENCIES.contains(currency);
        }
    }

    public record PurseView(Organiser organiser, List<Purse> purses, List<Payout> payouts, ZoneId zone) {}

    @GetMapping("/organise/{organiser}/payouts")
    ModelAndView show(Organiser organiser, Member member) {
        return Pages.show("organiser/payouts", "view", view(organiser, member), "form", Form.blank());
    }

    private PurseView view(Organiser organiser, Member member) {
        var purses = new ArrayList<Purse>();
        var currencies = Stream.concat(Payouts.CURRENCIES.stream(), Payouts.NOT_PAID_OUT.stream());
        for (var currency : currencies.toList()) {
            var balance = payouts.balance(organiser.id(), currency);
            var account = payouts.account(organiser.id(), currency);
            if (!currency.equals(organiser.currency()) && balance.owed().isZero() && account.isEmpty()) continue;
            purses.add(new Purse(
                    currency,
                    balance,
                    account,
                    payouts.heldUntil(organiser.id(), currency),
                    payouts.months(organiser.id(), currency, member.zone())));
        }
        return new PurseView(organiser, purses, payouts.of(organiser.id(), SHOWN_MAX), member.zone());
    }

    @PostMapping("/organise/{organiser}/payouts/account")
    ModelAndView tell(Organiser organiser, Member member, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var account = PayeeForm.read(form);
        if (account.isEmpty()) {
            return Pages.again("organiser/payouts", "view", view(organiser, member), "form", form);
        }
        payouts.tell(organiser.id(), member.id(), account.get());
        return Pages.seeOther("/organise/" + organiser.slug() + "/payouts", Flash.good("payouts.flash.accountKept"));
    }

    @GetMapping("/organise/{organiser}/payouts.csv")
    ResponseEntity<String> sheet(Organiser organiser, Member member, Language language) {
        var sheet = new StringBuilder("\uFEFF");
        sheet.append(texts.say(language, "payouts.month")).append(',').append(texts.say(language, "payouts.currency"));
        for (var sort : Payouts.Sort.values()) {
            sheet.append(',').append(texts.say(language, "payouts.sort." + PayoutWords.word(sort)));
        }
        sheet.append("\r\n");
        for (var purse : view(organiser, member).purses()) {
            for (var month : purse.months()) {
                sheet.append(month.month()).append(',').append(purse.currency().getCurrencyCode());
                for (var sort : Payouts.Sort.values()) {
                    sheet.append(',').append(month.of(sort).inMajorUnits().toPlainString());
                }
                sheet.append("\r\n");
            }
        }
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("payouts.csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(sheet.toString());
    }
}
