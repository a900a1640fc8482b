package org.tsudoi.notices;

import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.Applications;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The words of mails to those who asked for a place, by the clock of whoever reads them.
@Component
class ApplicationLetters {
    private final Applications applications;
    private final Orders orders;
    private final Events events;
    private final Texts texts;
    private final PlatformSettings settings;

    ApplicationLetters(
            Applications applications, Orders orders, Events events, Texts texts, PlatformSettings settings) {
        this.applications = applications;
        this.orders = orders;
        this.events = events;
        this.texts = texts;
        this.settings = settings;
    }

    private record Desk(Texts texts, Language language, Application application) {
        String say(String key, Object... arguments) {
            return texts.say(language, key, arguments);
        }

        String dateTime(Instant at) {
            var zone = application.wish().person().zone();
            var formats = new Formats(language);
            return formats.dateTime(at, zone) + " " + formats.zone(zone);
        }
    }

    Letter write(ApplicationNotices.What what, Application one) {
        var told = events.get(one.wish().event()).particulars();
        var desk = new Desk(texts, Language.of(one.wish().person().locale()), one);
        var letter = Letter.write(desk.say("asking.mail." + word(what, one) + ".subject", told.title()), told.title())
                .say(lead(what, one, desk))
                .add(new Block.Fact(desk.say("asking.event"), told.title()));
        told.startsAt().ifPresent(start -> letter.add(new Block.Fact(desk.say("mail.when"), desk.dateTime(start))));
        facts(one, told, desk, letter);
        letter.add(action(one, told, desk));
        return letter.signed(desk.say("mail.footer", settings.publicUrl().toString()));
    }

    /// Waiting and asking the organiser read alike, but where one begins.
    private static String word(ApplicationNotices.What what, Application one) {
        var word = what.name().toLowerCase(Locale.ROOT);
        return one instanceof Application.Closed closed
                ? word + "." + closed.why().name().toLowerCase(Locale.ROOT)
                : what == ApplicationNotices.What.TO_PROVE
                        ? word + "." + one.wish().kind().name().toLowerCase(Locale.ROOT)
                        : word;
    }

    private String lead(ApplicationNotices.What what, Application one, Desk desk) {
        var key = "asking.mail." + word(what, one) + ".lead";
        return switch (one) {
            case Application.Waiting waiting -> desk.say(key, applications.position(waiting));
            case Application.Asked asked -> desk.say(key, desk.dateTime(asked.answerBy()));
            case Application.Offered offered -> desk.say(key, desk.dateTime(offered.until()));
            case Application.Unproven _, Application.Accepted _, Application.Lapsed _ -> desk.say(key);
            case Application.Left _, Application.Refused _, Application.Closed _ -> desk.say(key);
        };
    }

    /// What somebody typed for an address that is not proven stays out of it.
    private static void facts(Application one, Event.Particulars told, Desk desk, Letter.Writer letter) {
        if (one instanceof Application.Unproven) return;
        told.anyPlan(one.wish().plan())
                .ifPresent(plan -> letter.add(new Block.Fact(
                        desk.say("asking.plan"),
                        desk.say("asking.planTimes", plan.name(), one.wish().places()))));
        if (one instanceof Application.Refused refused) {
            refused.words().ifPresent(words -> letter.add(new Block.Fact(desk.say("asking.hostSays"), words)));
        }
    }

    private Block action(Application one, Event.Particulars told, Desk desk) {
        var own = settings.link("/asked/" + applications.link(one.id()));
        var page = settings.link("/events/" + told.slug());
        return switch (one) {
            case Application.Unproven _ -> new Block.Action(desk.say("asking.mail.prove"), own);
            case Application.Offered offered ->
                new Block.Action(
                        desk.say("asking.mail.take"), settings.link("/orders/" + orders.link(offered.order())));
            case Application.Waiting _, Application.Asked _ -> new Block.Action(desk.say("asking.mail.see"), own);
            case Application.Accepted _, Application.Lapsed _, Application.Left _ ->
                new Block.Action(desk.say("asking.mail.event"), page);
            case Application.Refused _, Application.Closed _ -> new Block.Action(desk.say("asking.mail.event"), page);
        };
    }
}
