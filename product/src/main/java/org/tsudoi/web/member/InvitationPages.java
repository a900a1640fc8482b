package org.tsudoi.web.member;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.members.SignIn.Answer;
import org.tsudoi.members.SignIn.Way;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.ReaderPreferences;
import org.tsudoi.web.security.Sessions;

/// The page behind the one-time link that the first start writes down for whoever runs the instance.
@Controller
class InvitationPages {
    private final OperatorInvitation invitation;
    private final Sessions sessions;

    InvitationPages(OperatorInvitation invitation, Sessions sessions) {
        this.invitation = invitation;
        this.sessions = sessions;
    }

    @GetMapping("/operator-invitation/{token}")
    ModelAndView show(@PathVariable String token) {
        return invitation.isGood(token) ? Pages.show("member/invitation", "form", Form.blank()) : over();
    }

    @PostMapping("/operator-invitation/{token}")
    ModelAndView accept(
            @PathVariable String token,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!invitation.isGood(token)) return over();
        var form = Form.of(typed);
        Optional<EmailAddress> mail = form.read("mail", "form.mail", EmailAddress::read);
        if (mail.isPresent()
                && !form.value("mailAgain").strip().equals(form.value("mail").strip()))
            form.wrong("mailAgain", "invitation.again.wrong");
        if (mail.isEmpty() || !form.isGood()) return Pages.again("member/invitation", "form", form);
        var language = ReaderPreferences.language(request);
        return switch (invitation.accept(token, mail.get(), language.locale(), SignInPages.zone(request))) {
            case Answer.Welcome(var member, var _) -> {
                sessions.begin(request, response, member, Way.INVITATION);
                yield Pages.seeOther("/account", Flash.good("invitation.done"));
            }
            case Answer.WrongCode _, Answer.NoLongerGood _ -> over();
        };
    }

    private static ModelAndView over() {
        return Pages.answer(HttpStatus.GONE, "member/invitation-over");
    }
}
