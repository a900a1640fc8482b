package org.tsudoi.notices;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.PasskeyAdded;
import org.tsudoi.members.SignIn;
import org.tsudoi.members.SignInId;
import org.tsudoi.members.SignInRequested;
import org.tsudoi.members.SignedInFromNewBrowser;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Mails the sign-in link with its code, and tells a member of a sign-in from a browser that is new, and of a
/// new passkey. The outbox
/// holds ids only; the words and the secrets are made when the mail goes out.
@Component
class SignInNotices {
    private static final String LINK = "notices.sign-in";
    private static final String NEW_BROWSER = "notices.new-browser";
    private static final String NEW_PASSKEY = "notices.new-passkey";

    private final Outbox outbox;

    SignInNotices(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(SignInRequested request) {
        outbox.put(LINK, request.id().toString(), Map.of());
    }

    @EventListener
    void on(SignedInFromNewBrowser news) {
        outbox.put(
                NEW_BROWSER,
                news.member() + ":" + news.at().toEpochMilli(),
                Map.of(
                        "member",
                        news.member().toString(),
                        "device",
                        news.device(),
                        "at",
                        news.at().toString()));
    }

    @EventListener
    void on(PasskeyAdded news) {
        outbox.put(
                NEW_PASSKEY,
                news.member() + ":" + news.at().toEpochMilli(),
                Map.of("member", news.member().toString(), "at", news.at().toString()));
    }

    @Component
    static class LinkLetters implements OutboxHandler {
        private final SignIn signIn;
        private final Texts texts;
        private final Posting posting;
        private final PlatformSettings settings;

        LinkLetters(SignIn signIn, Texts texts, Posting posting, PlatformSettings settings) {
            this.signIn = signIn;
            this.texts = texts;
            this.posting = posting;
            this.settings = settings;
        }

        @Override
        public String topic() {
            return LINK;
        }

        @Override
        public Handled handle(OutboxItem item) {
            var asked = SignInId.parse(item.key()).flatMap(signIn::letter);
            if (asked.isEmpty()) return Handled.done();
            var words = asked.get();
            return posting.post(
                    item.id().toString(), words.to(), Language.of(words.locale()), letter(words), null, List.of());
        }

        Letter letter(SignIn.Letter words) {
            var language = Language.of(words.locale());
            var formats = new Formats(language);
            var until = formats.time(words.until().atZone(words.zone())) + " " + formats.zone(words.zone());
            return Letter.write(
                            texts.say(language, "mail.signIn.subject"),
                            texts.say(language, "mail.signIn.preview", words.code()))
                    .say(texts.say(language, "mail.signIn.lead", until))
                    .add(new Block.Code(texts.say(language, "mail.signIn.code"), words.code()))
                    .add(new Block.Action(
                            texts.say(language, "mail.signIn.action"),
                            settings.link("/sign-in/link/" + words.linkToken())))
                    .say(texts.say(language, "mail.signIn.notYou"))
                    .signed(texts.say(
                            language, "mail.footer", settings.publicUrl().toString()));
        }
    }

    @Component
    static class NewBrowserLetters implements OutboxHandler {
        private static final Words WORDS =
                new Words("mail.newBrowser.subject", "mail.newBrowser.lead", "mail.newBrowser.notYou");

        private final AccountLetters letters;

        NewBrowserLetters(AccountLetters letters) {
            this.letters = letters;
        }

        @Override
        public String topic() {
            return NEW_BROWSER;
        }

        @Override
        public Handled handle(OutboxItem item) {
            return letters.post(item, WORDS, item.payload().get("device").asString());
        }
    }

    @Component
    static class NewPasskeyLetters implements OutboxHandler {
        private static final Words WORDS =
                new Words("mail.newPasskey.subject", "mail.newPasskey.lead", "mail.newPasskey.notYou");

        private final AccountLetters letters;

        NewPasskeyLetters(AccountLetters letters) {
            this.letters = letters;
        }

        @Override
        public String topic() {
            return NEW_PASSKEY;
        }

        @Override
        public Handled handle(OutboxItem item) {
            return letters.post(item, WORDS, "");
        }
    }

    /// @param lead   with when it was, and what else is known
    /// @param notYou what to do then
    private record Words(String subject, String lead, String notYou) {}

    /// What a member is told of their account: what happened when, and what to do if it was not them.
    @Component
    static class AccountLetters {
        private final Members members;
        private final Texts texts;
        private final Posting posting;
        private final PlatformSettings settings;

        AccountLetters(Members members, Texts texts, Posting posting, PlatformSettings settings) {
            this.members = members;
            this.texts = texts;
            this.posting = posting;
            this.settings = settings;
        }

        /// @param about what stands in the preview and, after the time, in the lead; may be empty
        Handled post(OutboxItem item, Words words, String about) {
            var member = MemberId.parse(item.payload().get("member").asString()).flatMap(members::find);
            if (member.isEmpty()) return Handled.done();
            var who = member.get();
            var language = Language.of(who.locale());
            var at = new Formats(language)
                    .dateTime(Instant.parse(item.payload().get("at").asString()), who.zone());
            var lead = texts.say(language, words.lead, at, about);
            var letter = Letter.write(texts.say(language, words.subject), about.isEmpty() ? lead : about)
                    .add(greeting(who, language))
                    .say(lead)
                    .add(new Block.Link(texts.say(language, "mail.account"), settings.link("/account")))
                    .say(texts.say(language, words.notYou))
                    .signed(texts.say(
                            language, "mail.footer", settings.publicUrl().toString()));
            return posting.post(item.id().toString(), who.email(), language, letter, null, List.of());
        }

        private Block.Paragraph greeting(Member who, Language language) {
            var name =
                    who.displayName().map(PersonName::value).orElse(who.email().value());
            return new Block.Paragraph(texts.say(language, "mail.dear", name));
        }
    }
}
