package town.zoom;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Errors as Zoom writes them.
@RestControllerAdvice(
        assignableTypes = {
            MeetingsEndpoint.class,
            RegistrantsEndpoint.class,
            ZoomUsersEndpoint.class,
            PastMeetingsEndpoint.class,
            UnknownEndpoint.class,
            ZoomControl.class
        })
@Order(Ordered.HIGHEST_PRECEDENCE)
class ZoomErrors {
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(ZoomRefusal refusal) {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", refusal.code());
        body.put("message", refusal.getMessage());
        if (!refusal.fields().isEmpty()) {
            body.put("errors", refusal.fields());
        }
        var answer = ResponseEntity.status(refusal.status());
        refusal.headers().forEach(answer::header);
        return answer.body(body);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, Object> unreadable(HttpMessageNotReadableException unreadable) {
        return Map.of("code", 300, "message", "Request Body should be a valid JSON object.");
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, Object> notANumber(MethodArgumentTypeMismatchException mismatch) {
        return Map.of("code", 300, "message", "Invalid " + mismatch.getName() + ".");
    }
}
