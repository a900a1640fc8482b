package org.tsudoi.web.front;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.web.Pages;

@Controller
@EnableConfigurationProperties(OperatorSettings.class)
class FrontPages {
    private static final List<String> TERMS =
            List.of("price", "extra", "means", "when", "delivery", "cancel", "system");
    private static final List<String> KEPT =
            List.of("mail", "name", "order", "message", "answer", "payment", "door", "sham", "signIn", "organiser");
    private static final List<String> COOKIES = List.of("session", "choice", "flash", "queue", "wallet");

    /// Heading by heading, each with the drawing that stands beside it (a path in a field of 24 by 24).
    private static final Map<String, String> PROMISES = promises();

    private final OperatorSettings operator;

    FrontPages(OperatorSettings operator) {
        this.operator = operator;
    }

    /// 特定商取引法に基づく表記.
    @GetMapping("/legal")
    ModelAndView legal() {
        var about = new LinkedHashMap<String, String>();
        about.put("name", operator.name());
        about.put("representative", operator.representative());
        about.put("address", operator.address());
        about.put("phone", (operator.phone() + " " + operator.hours()).strip());
        about.put("mail", operator.mail());
        return Pages.show("front/legal", "operator", about, "terms", TERMS);
    }

    @GetMapping("/privacy")
    ModelAndView privacy() {
        return Pages.show("front/privacy", "kept", KEPT, "cookies", COOKIES, "mail", operator.mail());
    }

    @GetMapping("/trust")
    ModelAndView trust() {
        return Pages.show("front/trust", "promises", PROMISES);
    }

    private static Map<String, String> promises() {
        var promises = new LinkedHashMap<String, String>();
        promises.put("card", "M3 7h18v11H3zM3 11h18M6 15h4");
        promises.put("door", "M6 21V4h9l3 2v15M4 21h16M14 12v2");
        promises.put("book", "M5 4h11l3 3v13H5zM8 10h8M8 14h8M8 17h5");
        promises.put("secret", "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5zM12 14v3");
        promises.put("signIn", "M9 12a4 4 0 1 1 3.500 3.970L11 17.500H9v2H7v2H4v-3z");
        promises.put("alone", "M12 3l8 3v6c0 5-3.500 8-8 9c-4.500-1-8-4-8-9V6zM8.500 12l2.500 2.500l4.500-5");
        promises.put("told", "M4 5h16v11H9l-5 4zM8 9h8M8 12h5");
        promises.put("open", "M8 7l-5 5l5 5M16 7l5 5l-5 5M14 4l-4 16");
        return promises;
    }
}
