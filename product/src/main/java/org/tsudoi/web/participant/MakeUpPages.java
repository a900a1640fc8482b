package org.tsudoi.web.participant;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Where whoever cannot come to a date of a course takes another one.
@Controller
public class MakeUpPages {
    private final MakeUps makeUps;
    private final OrderViews views;

    MakeUpPages(MakeUps makeUps, OrderViews views) {
        this.makeUps = makeUps;
        this.views = views;
    }

    /// @param attendee whose place it is
    /// @param home     of these pages, for this place and this date
    public record Choosing(
            OrderView order, CourseDate missed, String attendee, String home, List<MakeUps.Choice> choices) {}

    @GetMapping("/orders/{link}/make-up/{ticket}/{date}")
    ModelAndView choose(@PathVariable String link, @PathVariable String ticket, @PathVariable String date) {
        return Pages.show("participant/make-up", "choosing", choosing(link, ticket, date), "form", Form.blank());
    }

    /// A place of that order, and a date that it has.
    private Choosing choosing(String link, String ticket, String date) {
        var view = views.view(link);
        var place = view.ownDoors().stream()
                .filter(one -> one.id().equals(ticket))
                .findFirst()
                .orElseThrow(Problem::notFound);
        var missed = view.dates().stream()
                .filter(one -> one.id().toString().equals(date))
                .findFirst()
                .orElseThrow(Problem::notFound);
        return new Choosing(
                view,
                missed,
                place.attendee(),
                "/orders/" + link + "/make-up/" + ticket + "/" + date,
                makeUps.choices(ticketOf(ticket), missed.id()));
    }

    private static TicketId ticketOf(String shown) {
        return TicketId.parse(shown).orElseThrow(Problem::notFound);
    }

    @PostMapping("/orders/{link}/make-up/{ticket}/{date}")
    ModelAndView take(
            @PathVariable String link,
            @PathVariable String ticket,
            @PathVariable String date,
            @RequestParam(defaultValue = "") String instead) {
        views.toBegin(link);
        var choosing = choosing(link, ticket, date);
        var form = Form.blank().with("instead", instead);
        var wanted = form.choice("instead", OccasionId::parse);
        if (wanted.isEmpty()) return again(choosing, form);
        var missed = choosing.missed.id();
        return switch (makeUps.take(ticketOf(ticket), missed, wanted.get())) {
            case MakeUps.Taking.Taken _ -> Pages.seeOther("/orders/" + link, Flash.good("makeups.taken"));
            case MakeUps.Taking.Full _ -> again(choosing(link, ticket, date), form.wrong("instead", "makeups.full"));
            case MakeUps.Taking.NotOffered _ ->
                again(choosing(link, ticket, date), form.wrong("instead", "makeups.notOffered"));
            case MakeUps.Taking.TooLate _ -> Pages.seeOther("/orders/" + link, Flash.note("makeups.tooLate"));
            case MakeUps.Taking.TooMany(int most) ->
                Pages.seeOther("/orders/" + link, Flash.note("makeups.tooMany", most));
        };
    }

    private static ModelAndView again(Choosing choosing, Form form) {
        return Pages.again("participant/make-up", "choosing", choosing, "form", form);
    }

    @PostMapping("/orders/{link}/make-up/{ticket}/{date}/undo")
    ModelAndView undo(@PathVariable String link, @PathVariable String ticket, @PathVariable String date) {
        var view = views.view(link);
        if (view.ownDoors().stream().noneMatch(one -> one.id().equals(ticket))) throw Problem.notFound();
        var missed = DateId.parse(date).orElseThrow(Problem::notFound);
        var flash = switch (makeUps.undo(ticketOf(ticket), missed)) {
            case MakeUps.Undoing.Undone _ -> Flash.good("makeups.undone");
            case MakeUps.Undoing.PlaceIsTaken _ -> Flash.note("makeups.placeTaken");
            case MakeUps.Undoing.TooLate _, MakeUps.Undoing.NothingToUndo _ -> Flash.note("makeups.tooLate");
        };
        return Pages.seeOther("/orders/" + link, flash);
    }
}
