package town.zoom;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Who wants to register, checked.
record RegistrantWish(String email, String firstName, String lastName, boolean autoApprove) {
    private static final int EMAIL_MAX = 128;
    private static final int NAME_MAX = 64;
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    /// @throws ZoomRefusal 400 code 300
    static RegistrantWish read(JsonNode body) {
        var fields = new Fields(body);
        String email = fields.required("email", EMAIL_MAX);
        if (!email.isEmpty() && !MAIL.matcher(email).matches()) {
            fields.refuse("email", "Invalid email.");
        }
        String first = fields.required("first_name", NAME_MAX);
        @Nullable String last = fields.text("last_name", NAME_MAX);
        var wish = new RegistrantWish(email, first, last == null ? "" : last, fields.flag("auto_approve"));
        fields.finish();
        return wish;
    }
}
