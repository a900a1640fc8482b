package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxCounts;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// What is to happen after changes, and what did not.
@Controller
public class OutboxPage {
    private static final int WAITING_MAX = 50;

    private final Outbox outbox;

    OutboxPage(Outbox outbox) {
        this.outbox = outbox;
    }

    public record OutboxView(OutboxCounts counts, List<OutboxItem> stuck, List<OutboxItem> waiting, ZoneId zone) {}

    @GetMapping("/operate/outbox")
    ModelAndView show(Member member) {
        var view = new OutboxView(outbox.counts(), outbox.stuck(), outbox.waiting(WAITING_MAX), member.zone());
        return Pages.show("operator/outbox", "outbox", view);
    }

    @PostMapping("/operate/outbox/{id}/retry")
    ModelAndView retry(@PathVariable UUID id, Member member) {
        return outbox.retry(id, member.id().toString())
                ? Pages.seeOther("/operate/outbox", Flash.good("operate.outbox.retried"))
                : Pages.seeOther("/operate/outbox", Flash.note("operate.outbox.notRetried"));
    }
}
