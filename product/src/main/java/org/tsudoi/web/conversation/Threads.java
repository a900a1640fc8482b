package org.tsudoi.web.conversation;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Message;
import org.tsudoi.conversations.MessageId;
import org.tsudoi.conversations.MessageText;
import org.tsudoi.conversations.Side;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What both sides do on their page of a thread.
@Component
class Threads {
    private static final String PAGE = "conversation/page";

    private final Conversations conversations;
    private final Events events;
    private final Organisers organisers;
    private final Members members;
    private final Ids ids;
    private final Clock clock;

    Threads(Conversations conversations, Events events, Organisers organisers, Members members, Ids ids, Clock clock) {
        this.conversations = conversations;
        this.events = events;
        this.organisers = organisers;
        this.members = members;
        this.ids = ids;
        this.clock = clock;
    }

    /// One thread before one reader, who may read it.
    ///
    /// @param back      the page of what it is about, or where the reader came from
    /// @param backLabel the key of how that is called
    record Desk(Order order, Author reader, String home, String back, String backLabel) {
        OrderId id() {
            return order.id();
        }

        ModelAndView toLatest(Flash... flashes) {
            return Pages.seeOther(home + "#latest", flashes);
        }
    }

    /// @param before empty for the newest messages, which are read with that
    ModelAndView page(Desk desk, Optional<Integer> before) {
        return Pages.show(PAGE, "view", view(desk, before.orElse(null)), "form", blank());
    }

    /// The messages alone: what an open page fetches when there is something new.
    ModelAndView part(Desk desk) {
        return Pages.show("conversation/thread", "view", view(desk, null));
    }

    String state(OrderId order) {
        return Integer.toString(conversations.changes(order));
    }

    private Form blank() {
        return Form.blank().with("key", new MessageId(ids.next()));
    }

    private ThreadView view(Desk desk, @Nullable Integer before) {
        var side = desk.reader().side();
        var thread = before == null ? conversations.read(desk.id(), side) : conversations.of(desk.id(), before);
        var told = told(desk.order());
        return new ThreadView(
                desk.home(),
                desk.back(),
                desk.backLabel(),
                side == Side.BUYER
                        ? organiser(desk.order()).name()
                        : desk.order().terms().buyer().name().value(),
                told.title(),
                told.schedule().zone(),
                thread,
                side == Side.BUYER ? Map.of() : names(thread),
                desk.reader(),
                before == null,
                Conversations.isOpen(desk.order()),
                clock.instant());
    }

    Event.Particulars told(Order order) {
        return events.get(order.terms().event()).particulars();
    }

    private Organiser organiser(Order order) {
        return organisers.find(order.terms().organiser()).orElseThrow(Problem::notFound);
    }

    private Map<MemberId, String> names(Conversations.Thread thread) {
        var writers = thread.messages().stream()
                .flatMap(message -> Optional.ofNullable(author(message)).stream())
                .flatMap(author -> Optional.ofNullable(author.member()).stream())
                .distinct()
                .toList();
        var names = new HashMap<MemberId, String>();
        members.findAll(writers)
                .forEach((id, member) -> member.displayName().ifPresent(name -> names.put(id, name.value())));
        return names;
    }

    private static @Nullable Author author(Message message) {
        return switch (message) {
            case Message.Said said -> said.author();
            case Message.Withdrawn gone -> gone.author();
            case Message.Forgotten gone -> gone.author();
            case Message.Note _ -> null;
        };
    }

    ModelAndView post(Desk desk, Form form) {
        var typed = form.text("text", MessageText.LENGTH_MAX);
        var text = form.isGood() ? MessageText.read(typed) : Optional.<MessageText>empty();
        if (text.isEmpty()) return again(desk, form.wrong("text", "form.unreadable"), HttpStatus.UNPROCESSABLE_CONTENT);
        return switch (conversations.post(desk.id(), desk.reader(), form.value("key"), text.get())) {
            case Conversations.Posting.Posted _ -> desk.toLatest();
            case Conversations.Posting.TooMany(var until) -> {
                long minutes =
                        Duration.between(clock.instant(), until).plusSeconds(59).toMinutes();
                form.wrong("text", "conversations.error.tooMany", Conversations.HOURLY_MAX, minutes);
                yield again(desk, form, HttpStatus.TOO_MANY_REQUESTS);
            }
            case Conversations.Posting.Closed _ ->
                again(desk, form.wrong("text", "conversations.error.closed"), HttpStatus.CONFLICT);
        };
    }

    private ModelAndView again(Desk desk, Form form, HttpStatus status) {
        return Pages.answer(status, PAGE, "view", view(desk, null), "form", form);
    }

    ModelAndView withdraw(Desk desk, String shown) {
        var message = MessageId.parse(shown).orElseThrow(Problem::notFound);
        return switch (conversations.withdraw(desk.id(), message, desk.reader())) {
            case DONE -> desk.toLatest();
            case TOO_LATE -> desk.toLatest(Flash.bad("conversations.tooLate"));
            case NOT_THEIRS -> throw Problem.notFound();
        };
    }
}
