package org.tsudoi.notices;

import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.stages.Guideline;
import org.tsudoi.stages.Guidelines;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The words of [StageNotices].
@Component
class StageLetters {
    private final Guidelines guidelines;
    private final Sanctions sanctions;
    private final Texts texts;
    private final PlatformSettings settings;

    StageLetters(Guidelines guidelines, Sanctions sanctions, Texts texts, PlatformSettings settings) {
        this.guidelines = guidelines;
        this.sanctions = sanctions;
        this.texts = texts;
        this.settings = settings;
    }

    /// Empty for what is not there any more.
    Optional<Letter> write(String what, String about, Member reader) {
        var language = Language.of(reader.locale());
        return switch (what) {
            case "guideline" ->
                guidelines.all().stream()
                        .filter(it -> Integer.toString(it.version()).equals(about))
                        .findFirst()
                        .map(it -> guideline(it, language, reader.zone()));
            case "decided", "lifted", "upheld" ->
                SanctionId.parse(about).flatMap(sanctions::find).map(it -> told(what, it, language, reader.zone()));
            case "kept-out" -> Optional.of(keptOut(language));
            case "waits" -> Optional.of(waits(about, language));
            case "stage-raised", "stage-lowered", "stage-fee-back" ->
                Optional.of(stage(what.substring("stage-".length()), language));
            // Who pays sees it, and gets the papers.
            case "stage-paid", "stage-before" -> Optional.empty();
            default -> throw new IllegalStateException("no letter for " + what);
        };
    }

    private String say(Language language, String key, Object... arguments) {
        return texts.say(language, key, arguments);
    }

    private Letter signed(Letter.Writer letter, String action, String path, Language language) {
        return letter.add(new Block.Action(say(language, action), settings.link(path)))
                .signed(say(language, "mail.footer", settings.publicUrl().toString()));
    }

    private Letter guideline(Guideline one, Language language, ZoneId zone) {
        var from = new Formats(language).dateTime(one.validFrom(), zone);
        return signed(
                Letter.write(
                                say(language, "stages.mail.guideline", one.version()),
                                say(language, "stages.mail.guidelinePreview", from))
                        .say(say(language, "stages.mail.guidelineText", from))
                        .say(say(language, "stages.mail.guidelineThen")),
                "stages.mail.guidelineRead",
                "/account/guidelines",
                language);
    }

    private Letter stage(String why, Language language) {
        return signed(
                Letter.write(say(language, "stages.title"), say(language, "stages.why." + why))
                        .say(say(language, "stages.why." + why)),
                "stages.title",
                "/account/stage",
                language);
    }

    private Letter told(String what, Sanction sanction, Language language, ZoneId zone) {
        var decision = sanction.decision();
        var formats = new Formats(language);
        var kind = say(language, "conduct.kind." + decision.kind().word());
        var letter = Letter.write(say(language, "conduct.mail." + what, kind), kind)
                .say(say(language, "conduct.mail." + what + "Text", kind));
        if (what.equals("decided")) {
            letter.add(new Block.Fact(say(language, "conduct.from"), formats.dateTime(decision.startsAt(), zone)));
            decision.endsAt()
                    .ifPresent(until ->
                            letter.add(new Block.Fact(say(language, "conduct.until"), formats.dateTime(until, zone))));
            letter.add(new Block.Heading(say(language, "conduct.reason")));
            letter.say(decision.reason()).say(say(language, "conduct.mail.appeal"));
        }
        return signed(letter, "stages.go.barred", "/account/standing", language);
    }

    private Letter keptOut(Language language) {
        return signed(
                Letter.write(say(language, "standing.mail.keptOut"), say(language, "standing.mail.keptOutPreview"))
                        .say(say(language, "standing.mail.keptOutText"))
                        .say(say(language, "standing.mail.keptOutNotYou")),
                "stages.go.barred",
                "/account/standing",
                language);
    }

    private Letter waits(String sanction, Language language) {
        return signed(
                Letter.write(say(language, "conduct.mail.waits"), say(language, "conduct.mail.waitsText"))
                        .say(say(language, "conduct.mail.waitsText")),
                "stages.go.barred",
                "/operate/conduct/" + sanction,
                language);
    }
}
