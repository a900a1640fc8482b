package org.tsudoi.platform.outbox;

import org.springframework.stereotype.Component;
import org.tsudoi.platform.Examination;

@Component
class OutboxExamination implements Examination {
    private final OutboxTable table;

    OutboxExamination(OutboxTable table) {
        this.table = table;
    }

    @Override
    public String subject() {
        return "Outbox";
    }

    @Override
    public String finding() {
        var counts = table.counts();
        return counts.waiting() + " waiting, " + counts.working() + " being handled, " + counts.stuck()
                + " stuck (the operator's page shows them and tries again)";
    }
}
