package org.tsudoi.web.participant;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.orders.Order;
import org.tsudoi.platform.Problem;
import org.tsudoi.questions.Answer;
import org.tsudoi.questions.Question;
import org.tsudoi.questions.Questions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// What whoever has an order's link answered to the organiser, to be read and, until it begins, changed.
@Controller
public class BuyersAnswersPage {
    private static final String PAGE = "participant/answers";

    private final OrderViews views;
    private final Questions questions;
    private final Clock clock;

    BuyersAnswersPage(OrderViews views, Questions questions, Clock clock) {
        this.views = views;
        this.questions = questions;
        this.clock = clock;
    }

    /// @param open  whether it can be changed now
    /// @param heads whom the questions for each participant are asked of
    public record Sheet(OrderView view, List<Question> asked, List<Answer> answers, boolean open, int heads) {
        public String shown(Page page, Question question, int place) {
            return answers.stream()
                    .filter(one -> one.question().equals(question.id()) && one.place() == place)
                    .findFirst()
                    .map(one -> QuestionFields.shown(page, question, one))
                    .orElse("–");
        }

        public String attendee(int place) {
            return view.terms().attendees().get(place).value();
        }
    }

    @GetMapping("/orders/{link}/answers")
    ModelAndView show(@PathVariable String link) {
        var sheet = sheet(link);
        return Pages.show(PAGE, "sheet", sheet, "form", QuestionFields.filled(sheet.asked(), sheet.answers()));
    }

    private Sheet sheet(String link) {
        var view = views.view(link);
        var event = view.terms().event();
        var asked = questions.asked(event);
        if (asked.isEmpty() || view.terms().isPeriod()) throw Problem.notFound();
        var answers = questions.answers(view.order().id());
        boolean before = !view.told().hasBegun(clock.instant());
        boolean open = before && isWanted(view.order()) && (answers.isEmpty() || questions.isChangeable(event));
        return new Sheet(view, asked, answers, open, heads(view.terms()));
    }

    /// Sessions of a pack are all of the one who buys it.
    private static int heads(Order.Terms terms) {
        boolean alone =
                terms.isSession() && terms.attendees().stream().distinct().count() == 1;
        return alone ? 1 : terms.places();
    }

    private static boolean isWanted(Order order) {
        return switch (order) {
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Paid _ -> true;
            case Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> false;
        };
    }

    @PostMapping("/orders/{link}/answers")
    ModelAndView answer(@PathVariable String link, @RequestParam MultiValueMap<String, String> typed) {
        views.toBegin(link);
        var sheet = sheet(link);
        if (!sheet.open()) return Pages.seeOther("/orders/" + link + "/answers", Flash.note("questions.closed"));
        var form = Form.of(typed);
        var answers = QuestionFields.read(form, sheet.asked(), sheet.heads());
        if (!form.isGood()) return Pages.again(PAGE, "sheet", sheet, "form", form);
        var order = sheet.view().order();
        var asked = sheet.asked().stream().map(Question::id).toList();
        questions.answer(order.id(), order.terms().event(), asked, answers);
        return Pages.seeOther("/orders/" + link, Flash.good("questions.kept"));
    }
}
