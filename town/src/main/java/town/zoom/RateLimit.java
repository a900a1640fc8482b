package town.zoom;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The rate limit label that Zoom's reference gives an operation.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface RateLimit {
    Label value();

    enum Label {
        LIGHT("Light"),
        MEDIUM("Medium"),
        HEAVY("Heavy");

        private final String word;

        Label(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
