package town.zoom;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a caller asks of a meeting, checked; null where it says nothing.
record MeetingWish(
        @Nullable String topic,
        @Nullable String agenda,
        @Nullable Integer type,
        @Nullable Instant start,
        @Nullable Integer minutes,
        @Nullable String timezone,
        @Nullable String password,
        Map<String, Object> settings) {
    private static final int TOPIC_MAX = 200;
    private static final int AGENDA_MAX = 2_000;
    private static final int PASSWORD_MAX = 10;
    private static final int TYPE_AT_ONCE = 1;
    private static final int TYPE_SCHEDULED = 2;
    /// Type 8, recurring with fixed times, is not played here.
    private static final Set<Integer> TYPES = Set.of(TYPE_AT_ONCE, TYPE_SCHEDULED, 3, 10);
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9@\\-_*!]*");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ?");
    private static final String ZONE_USUAL = "Asia/Tokyo";
    private static final int MINUTES_USUAL = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// @throws ZoomRefusal 400 code 300
    static MeetingWish read(JsonNode body) {
        var fields = new Fields(body);
        String zone = zone(fields);
        var wish = new MeetingWish(
                fields.text("topic", TOPIC_MAX),
                fields.text("agenda", AGENDA_MAX),
                type(fields),
                start(fields, zone),
                minutes(fields),
                zone,
                password(fields),
                settings(fields));
        fields.finish();
        return wish;
    }

    private static @Nullable String zone(Fields fields) {
        String zone = fields.text("timezone", 64);
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            fields.refuse("timezone", "Invalid timezone.");
            return null;
        }
        return zone;
    }

    private static @Nullable Integer type(Fields fields) {
        Integer type = fields.number("type");
        if (type != null && !TYPES.contains(type)) {
            fields.refuse("type", "Invalid field.");
        }
        return type;
    }

    private static @Nullable Integer minutes(Fields fields) {
        Integer minutes = fields.number("duration");
        if (minutes != null && minutes < 1) {
            fields.refuse("duration", "Invalid field.");
        }
        return minutes;
    }

    private static @Nullable String password(Fields fields) {
        String password = fields.text("password", PASSWORD_MAX);
        if (password != null && !PASSWORD.matcher(password).matches()) {
            fields.refuse("password", "Passcode may only contain the following characters: [a-z A-Z 0-9 @ - _ * !]");
        }
        return password;
    }

    private static @Nullable Instant start(Fields fields, @Nullable String zone) {
        String start = fields.text("start_time", 64);
        if (start == null || start.isEmpty()) {
            return null;
        }
        if (!TIME.matcher(start).matches()) {
            fields.refuse("start_time", "Invalid field. Use the format yyyy-MM-ddTHH:mm:ssZ.");
            return null;
        }
        try {
            return start.endsWith("Z")
                    ? Instant.parse(start)
                    : LocalDateTime.parse(start, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                            .atZone(ZoneId.of(zone == null ? ZONE_USUAL : zone))
                            .toInstant();
        } catch (DateTimeException _) {
            fields.refuse("start_time", "Invalid field.");
            return null;
        }
    }

    private static Map<String, Object> settings(Fields fields) {
        JsonNode settings = fields.at("settings");
        if (settings.isMissingNode() || settings.isNull()) {
            return Map.of();
        }
        if (!settings.isObject()) {
            fields.refuse("settings", "Invalid field.");
            return Map.of();
        }
        within(fields, "settings.approval_type", Set.of(0, 1, 2));
        within(fields, "settings.registration_type", Set.of(1, 2, 3));
        within(fields, "settings.jbh_time", Set.of(0, 5, 10, 15));
        var read = new LinkedHashMap<String, Object>();
        settings.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                read.put(entry.getKey(), JSON.treeToValue(entry.getValue(), Object.class));
            }
        });
        return read;
    }

    private static void within(Fields fields, String field, Set<Integer> allowed) {
        Integer value = fields.number(field);
        if (value != null && !allowed.contains(value)) {
            fields.refuse(field, "Invalid field.");
        }
    }

    Meeting first(ZoomIds ids, String host, Instant now) {
        int kind = type == null ? TYPE_SCHEDULED : type;
        var all = usualSettings();
        all.putAll(settings);
        return new Meeting(
                ids.meeting(),
                ids.uuid(),
                host,
                topic == null || topic.isBlank() ? "Zoom Meeting" : topic,
                agenda == null ? "" : agenda,
                kind,
                start == null && kind == TYPE_SCHEDULED ? now : start,
                minutes == null ? MINUTES_USUAL : minutes,
                timezone == null ? ZONE_USUAL : timezone,
                password == null || password.isEmpty() ? ids.password() : password,
                ids.token() + ".1",
                all,
                now,
                false);
    }

    Meeting changing(Meeting old) {
        var all = new LinkedHashMap<>(old.settings());
        all.putAll(settings);
        return new Meeting(
                old.id(),
                old.uuid(),
                old.host(),
                topic == null ? old.topic() : topic,
                agenda == null ? old.agenda() : agenda,
                type == null ? old.type() : type,
                start == null ? old.start() : start,
                minutes == null ? old.minutes() : minutes,
                timezone == null ? old.timezone() : timezone,
                password == null ? old.password() : password,
                old.encryptedPassword(),
                all,
                old.createdAt(),
                old.deleted());
    }

    private static Map<String, Object> usualSettings() {
        var usual = new LinkedHashMap<String, Object>();
        usual.put("host_video", false);
        usual.put("participant_video", false);
        usual.put("join_before_host", false);
        usual.put("jbh_time", 0);
        usual.put("mute_upon_entry", false);
        usual.put("waiting_room", false);
        usual.put("approval_type", 2);
        usual.put("registration_type", 1);
        usual.put("audio", "both");
        usual.put("auto_recording", "none");
        usual.put("close_registration", false);
        usual.put("registrants_confirmation_email", true);
        usual.put("registrants_email_notification", true);
        usual.put("meeting_authentication", false);
        usual.put("allow_multiple_devices", false);
        usual.put("private_meeting", false);
        usual.put("alternative_hosts", "");
        return usual;
    }
}
