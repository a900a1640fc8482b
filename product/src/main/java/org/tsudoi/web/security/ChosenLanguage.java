package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.ReaderPreferences;

/// The language that somebody chose last is theirs: whoever takes another one from the menu while signed in is written
/// to in it from then on, and told so. Only our own menu counts: a link from elsewhere changes nothing about anybody.
/// What was ordered before goes on in the language it was ordered in.
@Component
public class ChosenLanguage implements HandlerInterceptor, WebMvcConfigurer {
    private final Members members;

    ChosenLanguage(Members members) {
        this.members = members;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var wanted = request.getMethod().equals("GET") && "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                ? ReaderPreferences.asked(request)
                : Optional.<Language>empty();
        wanted.ifPresent(language -> WhoIsAsking.member()
                .filter(member -> isNew(member, language))
                .ifPresent(member -> {
                    keep(member, language);
                    Flash.now(request, Flash.good("account.languageFollows"));
                }));
        return true;
    }

    /// What was chosen in this browser before signing in counts, too.
    ///
    /// @return whether it is another one than before
    public boolean adopt(Member member, HttpServletRequest request) {
        var chosen = ReaderPreferences.chosen(request).filter(language -> isNew(member, language));
        chosen.ifPresent(language -> keep(member, language));
        return chosen.isPresent();
    }

    private static boolean isNew(Member member, Language language) {
        return Language.of(member.locale()) != language;
    }

    private void keep(Member member, Language language) {
        members.change(member.id(), member.displayName(), language.locale(), member.zone());
    }
}
