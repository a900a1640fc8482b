package org.tsudoi.web.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.web.Pages;

/// What went wrong outside any controller (a filter's refusal, the server's own), and the list of problems that
/// the `type` of a problem+json answer links to.
@Controller
class ErrorPages implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final SecureRandom random;
    private final Answers answers;

    ErrorPages(SecureRandom random, Answers answers) {
        this.random = random;
        this.answers = answers;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        if (status < 500) {
            return answers.status(status, request);
        }
        var reference = Reference.next(random);
        var cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        LOG.error("fault {} outside the pages: {}", reference, status, cause instanceof Throwable t ? t : null);
        return answers.fault(reference, request);
    }

    @GetMapping("/problems")
    ModelAndView problems() {
        return Pages.show("errors/problems", "codes", ProblemCode.values());
    }
}
