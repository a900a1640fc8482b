package org.tsudoi.web.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tsudoi.web.Page;

/// The operator's pages, as the tabs on each of them.
public final class Sections {
    private Sections() {}

    public static Map<String, String> of(Page page) {
        var links = new LinkedHashMap<String, String>();
        links.put("/operate", page.t("operate.overview"));
        links.put("/operate/books", page.t("operate.books"));
        links.put("/operate/payments", page.t("operate.payments"));
        links.put("/operate/reports", page.t("operate.reports"));
        links.put("/operate/reconciliation", page.t("operate.reconciliation"));
        links.put("/operate/payouts", page.t("payouts.title"));
        links.put("/operate/points", page.t("points.operate"));
        links.put("/operate/fees", page.t("fees.operate"));
        links.put("/operate/stages", page.t("stages.operate"));
        links.put("/operate/conduct", page.t("conduct.operate"));
        links.put("/operate/themes", page.t("finding.themes"));
        links.put("/operate/collusion", page.t("collusion.title"));
        links.put("/operate/talk", page.t("operate.talk"));
        links.put("/operate/outbox", page.t("operate.outbox"));
        links.put("/operate/doubts", page.t("promises.operate"));
        links.put("/operate/meetings", page.t("operate.meetings"));
        return links;
    }
}
