package org.tsudoi.web.participant;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.MessageText;
import org.tsudoi.conversations.Side;
import org.tsudoi.members.Member;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// A buyer says that an event did not take place, although its organiser says so.
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
    ModelAndView object(@PathVariable String link, Optional<Member> member, Language language) {
        var order = views.byLink(link);
        if (outcomes.object(order.id())) {
            var author = new Author(Side.BUYER, member.map(Member::id).orElse(null));
            var text = new MessageText(texts.say(language, "promises.objection"));
            conversations.post(order.id(), author, "objection", text);
        }
        return Pages.seeOther("/orders/" + link, Flash.good("promises.objected"));
    }
}
