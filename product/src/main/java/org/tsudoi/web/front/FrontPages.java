package org.tsudoi.web.front;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.web.Pages;

@Controller
class FrontPages {
    @GetMapping("/")
    ModelAndView front() {
        return Pages.show("front/front");
    }
}
