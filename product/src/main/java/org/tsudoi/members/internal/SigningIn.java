package org.tsudoi.members.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.SignIn;
import org.tsudoi.members.SignInId;
import org.tsudoi.members.SignInRequested;
import org.tsudoi.members.internal.SignInTable.OpenSignIn;

@Service
class SigningIn implements SignIn {
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private final SignInTable table;
    private final SignInLimits limits;
    private final SignInSecrets secrets;
    private final Members members;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SigningIn(
            SignInTable table,
            SignInLimits limits,
            SignInSecrets secrets,
            Members members,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.limits = limits;
        this.secrets = secrets;
        this.members = members;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Asked ask(EmailAddress mail, Locale locale, ZoneId zone, String browser, String caller) {
        Instant now = clock.instant();
        Optional<Instant> again = limits.askedTooOften(mail, caller, now);
        if (again.isPresent()) return new Asked.TooOften(again.get());
        var asked = new OpenSignIn(secrets.newId(), mail, KeepingMembers.spoken(locale), zone, now.plus(GOOD_FOR), 0);
        table.insert(asked, secrets.hash(secrets.linkToken(asked.id())), secrets.hash(browser), now);
        events.publishEvent(new SignInRequested(asked.id()));
        return new Asked.Sent(asked.id(), asked.until());
    }

    @Override
    public Optional<Waiting> look(String linkToken) {
        return table.openByToken(secrets.hash(linkToken), clock.instant()).map(this::waiting);
    }

    @Override
    public Optional<Waiting> waitingFor(String browser) {
        return table.newestOf(secrets.hash(browser), clock.instant()).map(this::waiting);
    }

    @Override
    @Transactional
    public Answer byLink(String linkToken, Optional<PersonName> name) {
        return table.openByToken(secrets.hash(linkToken), clock.instant())
                .map(open -> welcome(open, name))
                .orElseGet(Answer.NoLongerGood::new);
    }

    @Override
    @Transactional
    public Answer byCode(String browser, String code) {
        Instant now = clock.instant();
        Optional<OpenSignIn> open = table.newestOf(secrets.hash(browser), now);
        if (open.isEmpty() || !codeOpen(open.get(), now)) return new Answer.NoLongerGood();
        Optional<Integer> left = table.countTry(open.get().id(), CODE_TRIES_MAX);
        if (left.isEmpty()) return new Answer.NoLongerGood();
        if (secrets.isCode(open.get().id(), code)) return welcome(open.get(), Optional.empty());
        limits.wrongCode(open.get().mail(), now);
        boolean locked = left.get() == 0 || limits.noMoreCodes(open.get().mail(), now);
        return locked ? new Answer.NoLongerGood() : new Answer.WrongCode(left.get());
    }

    @Override
    public Optional<Letter> letter(SignInId id) {
        return table.openById(id, clock.instant())
                .map(open -> new Letter(
                        open.mail(),
                        open.locale(),
                        members.findByMail(open.mail()).map(Member::zone).orElse(open.zone()),
                        secrets.linkToken(id),
                        secrets.code(id),
                        open.until()));
    }

    private Answer welcome(OpenSignIn open, Optional<PersonName> name) {
        Instant now = clock.instant();
        if (!table.use(open.id(), now)) return new Answer.NoLongerGood();
        table.closeOthers(open.mail(), now);
        boolean isNew = members.findByMail(open.mail()).isEmpty();
        Member member = members.findOrCreate(open.mail(), name, open.locale(), open.zone());
        return new Answer.Welcome(member, isNew);
    }

    private Waiting waiting(OpenSignIn open) {
        boolean knowsName =
                members.findByMail(open.mail()).flatMap(Member::displayName).isPresent();
        return new Waiting(open.mail(), open.until(), knowsName, codeOpen(open, clock.instant()));
    }

    private boolean codeOpen(OpenSignIn open, Instant now) {
        return open.wrongCodes() < CODE_TRIES_MAX && !limits.noMoreCodes(open.mail(), now);
    }
}
