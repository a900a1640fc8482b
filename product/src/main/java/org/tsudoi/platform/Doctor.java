package org.tsudoi.platform;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

@Component
class Doctor implements Command {
    private final List<Examination> examinations;

    Doctor(List<Examination> examinations) {
        this.examinations = examinations;
    }

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public int run(PrintStream out) {
        int ill = 0;
        for (var each : examinations) {
            String finding;
            try {
                finding = each.finding();
            } catch (CannotStart e) {
                finding = "NOT IN ORDER: " + e.getMessage();
                ill = 1;
            }
            out.println(String.format(Locale.ROOT, "%-9s %s", each.subject(), finding));
        }
        return ill;
    }
}
