package town.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import town.state.TownClock;

/// The map of Town.
@Controller
class FrontPage {
    private final Pages pages;
    private final TownClock clock;

    FrontPage(Pages pages, TownClock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/")
    ResponseEntity<String> show(HttpServletRequest request) {
        return pages.show(request, "front", Map.of("now", clock.instant()));
    }
}
