package org.tsudoi.web.member;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Passkeys;
import org.tsudoi.members.Standing;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.ReaderPreferences;
import org.tsudoi.web.security.Sessions;

/// One's own account: name, language, time zone, passkeys, sessions.
@Controller
class AccountPages {
    private final Members members;
    private final Organisers organisers;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final LocaleResolver locales;
    private final Clock clock;

    AccountPages(
            Members members,
            Organisers organisers,
            Passkeys passkeys,
            Sessions sessions,
            LocaleResolver locales,
            Clock clock) {
        this.members = members;
        this.organisers = organisers;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.locales = locales;
        this.clock = clock;
    }

    @GetMapping("/account")
    ModelAndView show(Member member, HttpServletRequest request) {
        var form = Form.blank()
                .with("name", member.displayName().map(PersonName::value).orElse(""))
                .with("language", member.locale().getLanguage())
                .with("zone", member.zone().getId());
        return Pages.show("member/account", "account", account(member, request), "form", form);
    }

    @PostMapping("/account")
    ModelAndView change(
            Member member,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = Form.of(typed);
        Optional<PersonName> name = PersonName.read(form.optionalText("name", PersonName.LENGTH_MAX));
        Optional<Language> language = form.choice("language", Language::of);
        Optional<ZoneId> zone = form.zone("zone");
        if (!form.isGood() || language.isEmpty() || zone.isEmpty())
            return Pages.again("member/account", "account", account(member, request), "form", form);
        members.change(member.id(), name, language.get().locale(), zone.get());
        locales.setLocale(request, response, language.get().locale());
        return Pages.seeOther("/account", Flash.good("account.saved"));
    }

    @PostMapping("/account/passkeys/{id}/name")
    ModelAndView rename(Member member, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        String name = form.text("passkeyName", Passkeys.NAME_MAX);
        if (form.isGood()) passkeys.rename(member.id(), id, name);
        return Pages.seeOther(
                "/account", form.isGood() ? Flash.good("account.saved") : Flash.bad("account.passkey.nameWrong"));
    }

    @PostMapping("/account/passkeys/{id}/remove")
    ModelAndView removePasskey(Member member, @PathVariable UUID id) {
        passkeys.remove(member.id(), id);
        return Pages.seeOther("/account", Flash.good("account.passkey.removed"));
    }

    @PostMapping("/account/sessions/{handle}/end")
    ModelAndView endSession(Member member, @PathVariable String handle) {
        sessions.end(member.id(), handle);
        return Pages.seeOther("/account", Flash.good("account.session.ended"));
    }

    @PostMapping("/account/sessions/end-others")
    ModelAndView endOthers(Member member, HttpServletRequest request) {
        sessions.endOthers(member.id(), request);
        return Pages.seeOther("/account", Flash.good("account.session.othersEnded"));
    }

    private Account account(Member member, HttpServletRequest request) {
        Language language = ReaderPreferences.language(request);
        return new Account(
                member.email().value(),
                member.zone(),
                Choices.languages(),
                Choices.zones(member.zone().getId(), language, clock.instant()),
                passkeys.of(member.id()),
                sessions.of(member.id(), request),
                organisers.of(member.id(), Standing.OWNER));
    }
}
