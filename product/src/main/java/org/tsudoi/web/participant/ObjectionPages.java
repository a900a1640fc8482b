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
    private final OrderViews views;
    private final Texts texts;

    ObjectionPages(Outcomes outcomes, Conversations conversations, OrderViews views, Texts texts) {
        this.outcomes = outcomes;
        this.conversations = conversations;
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
        var date = Form.of(typed).value("date");
        var of = date.isEmpty()
                ? new Outcome.Of.Meeting(order.terms().event())
                : new Outcome.Of.Date(order.terms().event(), DateId.parse(date).orElseThrow(Problem::notFound));
        if (outcomes.object(order.id(), of)) {
            var author = new Author(Side.BUYER, member.map(Member::id).orElse(null));
            var key = date.isEmpty() ? "objection" : "objection " + date;
            conversations.post(order.id(), author, key, new MessageText(said(of, view, language)));
        }
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
