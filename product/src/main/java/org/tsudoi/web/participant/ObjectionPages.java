package org.tsudoi.web.participant;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.MessageText;
import org.tsudoi.conversations.Side;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.DateId;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// A buyer says that an event, or a date of a course, did not take place, although its organiser says so.
@Controller
public class ObjectionPages {
    private final Outcomes outcomes;
    private final Conversations conversations;
    private final OutcomesElsewhere elsewhere;
    private final OrderViews views;
    private final Texts texts;

    ObjectionPages(
            Outcomes outcomes,
            Conversations conversations,
            OutcomesElsewhere elsewhere,
            OrderViews views,
            Texts texts) {
        this.outcomes = outcomes;
        this.conversations = conversations;
        this.elsewhere = elsewhere;
        this.views = views;
        this.texts = texts;
    }

    /// In the buyer's words to the organiser, too, so that the two can talk about it.
    @PostMapping("/orders/{link}/objection")
    ModelAndView object(
            @PathVariable String link,
            @RequestParam MultiValueMap<String, String> typed,
            Optional<Member> member,
            Language language) {
        var view = views.view(link);
        var order = view.order();
        var form = Form.of(typed);
        var instead = form.value("instead");
        if (!instead.isEmpty()) {
            var other = taken(view, instead);
            var said = texts.say(language, "instead.objection", other.title());
            object(view, other.toBeHeld(), "objection " + instead, said, member);
            return back(link);
        }
        var date = form.value("date");
        var of = date.isEmpty()
                ? new Outcome.Of.Meeting(order.terms().event())
                : new Outcome.Of.Date(order.terms().event(), DateId.parse(date).orElseThrow(Problem::notFound));
        var key = date.isEmpty() ? "objection" : "objection " + date;
        object(view, of, key, said(of, view, language), member);
        return back(link);
    }

    private OtherDate taken(OrderView view, String shown) {
        var occasion = OccasionId.parse(shown).orElseThrow(Problem::notFound);
        return elsewhere.taken(view.order()).stream()
                .filter(other -> other.id().equals(occasion))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private void object(OrderView view, Outcome.Of of, String key, String said, Optional<Member> member) {
        var order = view.order().id();
        if (!outcomes.object(order, of)) return;
        var author = new Author(Side.BUYER, member.map(Member::id).orElse(null));
        conversations.post(order, author, key, new MessageText(said));
    }

    private static ModelAndView back(String link) {
        return Pages.seeOther("/orders/" + link, Flash.good("promises.objected"));
    }

    private String said(Outcome.Of of, OrderView view, Language language) {
        return switch (of) {
            case Outcome.Of.Meeting _ -> texts.say(language, "promises.objection");
            case Outcome.Of.Date(var _, var id) -> {
                int number = view.told().course().orElseThrow().numberOf(id);
                yield texts.say(language, "dates.objection", number);
            }
        };
    }
}
