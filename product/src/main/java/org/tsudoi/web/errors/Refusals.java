package org.tsudoi.web.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerMapping;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.web.KeptOut;
import org.tsudoi.web.Pages;
import org.tsudoi.web.TooOften;

/// Turns what a controller threw into an answer. A wrong request says what is wrong; a fault says only a
/// reference number, which stands in the log beside the cause.
@ControllerAdvice
class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final SecureRandom random;
    private final Answers answers;

    Refusals(SecureRandom random, Answers answers) {
        this.random = random;
        this.answers = answers;
    }

    @ExceptionHandler
    Object refused(Problem problem, HttpServletRequest request) {
        return answers.refusal(problem, request);
    }

    @ExceptionHandler
    Object tooOften(TooOften tooOften, HttpServletRequest request, HttpServletResponse response) {
        var pause = Math.max(1, tooOften.pause().toSeconds());
        response.setHeader("Retry-After", Long.toString(pause));
        return answers.refusal(
                Problem.of(ProblemCode.TOO_MANY_REQUESTS, "errors.tooOften", tooOften.minutes()), request);
    }

    @ExceptionHandler
    Object keptOut(KeptOut barred) {
        return Pages.seeOther("/account/standing");
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException tooLarge, HttpServletRequest request) {
        return answers.refusal(Problem.of(ProblemCode.TOO_LARGE), request);
    }

    @ExceptionHandler
    Object denied(AccessDeniedException denied, HttpServletRequest request) {
        return answers.refusal(Problem.of(ProblemCode.FORBIDDEN), request);
    }

    @ExceptionHandler
    Object unknown(AuthenticationException unknown, HttpServletRequest request) {
        return answers.refusal(Problem.of(ProblemCode.SIGN_IN_REQUIRED), request);
    }

    /// Whoever asked has gone: nobody is there to answer.
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("the reader left", gone);
    }

    @ExceptionHandler
    @Nullable
    Object fault(Exception fault, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            LOG.warn("fault in the middle of an answer to {}", route(request), fault);
            return null;
        }
        if (fault instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return answers.status(404, request);
        }
        if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return answers.status(known.getStatusCode().value(), request);
        }
        if (fault instanceof InvalidParameterException unreadable) {
            return answers.status(unreadable.getErrorCode(), request);
        }
        if (fault instanceof TypeMismatchException
                || fault instanceof HttpMessageNotReadableException
                || fault instanceof MultipartException
                || fault instanceof RequestRejectedException) {
            return answers.status(400, request);
        }
        var reference = Reference.next(random);
        LOG.error("fault {} at {} {}", reference, request.getMethod(), route(request), fault);
        return answers.fault(reference, request);
    }

    /// `/door/{secret}` and not the secret: what opens a door, an order or an account has no place in a log.
    private static Object route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "no route" : pattern;
    }
}
