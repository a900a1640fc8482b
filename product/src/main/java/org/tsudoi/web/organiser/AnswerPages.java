package org.tsudoi.web.organiser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.questions.Answer;
import org.tsudoi.questions.Question;
import org.tsudoi.questions.Questions;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;
import org.tsudoi.web.Paging;
import org.tsudoi.web.chart.Stacked;
import org.tsudoi.web.participant.QuestionFields;

/// What the buyers of an event answered: as a table, one order, counted, and as a file.
@Controller
public class AnswerPages {
    private static final int ROWS = 50;

    private final Questions questions;
    private final Orders orders;
    private final OrderLines lines;
    private final OwnEvents own;
    private final Texts texts;

    AnswerPages(Questions questions, Orders orders, OrderLines lines, OwnEvents own, Texts texts) {
        this.questions = questions;
        this.orders = orders;
        this.lines = lines;
        this.own = own;
        this.texts = texts;
    }

    /// One participant of one order.
    ///
    /// @param label   of the ticket; empty before it is paid for
    /// @param attendee who is named in the order, and whose answers these are
    /// @param holder  the friend to whom the place was given since; empty while nobody has it
    /// @param state   in one word, as of orders
    /// @param answers to what the order and this participant were asked
    public record Row(
            OrderId order,
            String label,
            String attendee,
            String holder,
            String buyer,
            String mail,
            String state,
            List<Answer> answers) {
        public Optional<Answer> to(Question question) {
            return answers.stream()
                    .filter(one -> one.question().equals(question.id()))
                    .findFirst();
        }
    }

    /// @param counts by question and value, of orders that are paid
    public record Sheet(
            Organiser organiser,
            Event event,
            String home,
            List<Question> questions,
            List<Row> rows,
            Map<org.tsudoi.questions.QuestionId, Map<String, Long>> counts,
            Paging paging,
            boolean one) {
        /// Questions of which the answers can be counted.
        public List<Question> counted() {
            return questions.stream()
                    .filter(question -> question.kind().isCounted())
                    .filter(question -> counts.containsKey(question.id()))
                    .toList();
        }

        public Stacked chart(Page page, Question question) {
            var counted = counts.getOrDefault(question.id(), Map.of());
            var values = question.kind() == Question.Kind.TICK ? List.of(Answer.YES, Answer.NO) : question.options();
            var bars = values.stream()
                    .map(value -> {
                        long count = counted.getOrDefault(value, 0L);
                        var shown = QuestionFields.shown(page, question, new Answer(question.id(), 0, List.of(value)));
                        return new Stacked.Row(shown, List.of(count), List.of(page.number(count)));
                    })
                    .toList();
            return new Stacked(question.label(), page.t("questions.answer"), List.of(page.t("questions.count")), bars);
        }
    }

    @GetMapping("/organise/{organiser}/events/{event}/answers")
    ModelAndView show(
            Organiser organiser,
            @PathVariable String event,
            @RequestParam(defaultValue = "") String order,
            @RequestParam(defaultValue = "1") String page) {
        var found = own.get(organiser, event);
        var all = lines.of(found.id(), "", "");
        var shown = order.isEmpty()
                ? all
                : all.stream().filter(one -> one.id().toString().equals(order)).toList();
        int asked = page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1;
        var paging = Paging.of(asked, ROWS, shown.size());
        var some = shown.stream().skip(paging.offset()).limit(ROWS).toList();
        var paid = order.isEmpty()
                ? all.stream()
                        .filter(Order.Paid.class::isInstance)
                        .map(Order::id)
                        .toList()
                : List.<OrderId>of();
        return Pages.show(
                "organiser/answers",
                "sheet",
                new Sheet(
                        organiser,
                        found,
                        OwnEvents.home(organiser, found.id()),
                        questions.all(found.id()),
                        rows(some),
                        paid.isEmpty() ? Map.of() : questions.counts(found.id(), paid),
                        paging,
                        !order.isEmpty()));
    }

    private List<Row> rows(List<Order> shown) {
        var answers = questions.answers(shown.stream().map(Order::id).toList());
        var rows = new ArrayList<Row>();
        for (var order : shown) {
            var all = answers.getOrDefault(order.id(), List.of());
            var tickets = orders.tickets(order.id());
            var terms = order.terms();
            for (int place = 0; place < terms.places(); place++) {
                int one = place;
                var ticket = place < tickets.size() ? tickets.get(place) : null;
                rows.add(new Row(
                        order.id(),
                        ticket == null ? "" : ticket.label(),
                        terms.attendees().get(place).value(),
                        holder(ticket),
                        terms.buyer().name().value(),
                        terms.buyer().email().value(),
                        ticket instanceof Ticket.Cancelled ? "cancelled" : state(order),
                        all.stream()
                                .filter(it -> it.place() == one || it.place() == Answer.WHOLE_ORDER)
                                .toList()));
            }
        }
        return rows;
    }

    /// Of a place that was given, the answers stay those of whoever gave them.
    private static String holder(@Nullable Ticket ticket) {
        return ticket instanceof Ticket.Valid valid && !valid.isBuyers()
                ? valid.attendee().value()
                : "";
    }

    private static String state(Order order) {
        return order.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @GetMapping("/organise/{organiser}/events/{event}/answers.csv")
    ResponseEntity<String> sheet(Organiser organiser, @PathVariable String event, Language language) {
        var found = own.get(organiser, event);
        var told = found.particulars();
        var rows = rows(lines.of(found.id(), "", ""));
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(told.slug() + "-answers.csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(AnswerSheet.of(questions.all(found.id()), rows, texts, language));
    }
}
