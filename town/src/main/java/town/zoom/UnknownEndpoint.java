package town.zoom;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Everything of the API that Town does not play.
@RestController
class UnknownEndpoint {
    @RequestMapping("/zoom/v2/**")
    void unknown() {
        throw ZoomRefusal.of(404, 2300, "This API endpoint is not recognized.");
    }
}
