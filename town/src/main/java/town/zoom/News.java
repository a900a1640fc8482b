package town.zoom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// What happened, as the events Zoom sends.
@Component
class News {
    private final JsonMapper json = JsonMapper.shared();
    private final ZoomSettings settings;
    private final TownClock clock;
    private final RoomLinks links;
    private final ZoomWebhooks webhooks;

    News(ZoomSettings settings, TownClock clock, RoomLinks links, ZoomWebhooks webhooks) {
        this.settings = settings;
        this.clock = clock;
        this.links = links;
        this.webhooks = webhooks;
    }

    void created(Meeting meeting) {
        tell("meeting.created", meeting.host(), object(meeting, meeting.uuid()));
    }

    void updated(Meeting before, Meeting after) {
        var payload = payload(after.host(), object(after, after.uuid()));
        payload.set("old_object", object(before, before.uuid()));
        webhooks.send("meeting.updated", envelope("meeting.updated", payload));
    }

    void deleted(Meeting meeting) {
        tell("meeting.deleted", meeting.host(), object(meeting, meeting.uuid()));
    }

    void started(Meeting meeting, Sitting sitting) {
        tell("meeting.started", null, object(meeting, sitting));
    }

    void ended(Meeting meeting, Sitting sitting, Instant at) {
        var object = object(meeting, sitting);
        object.put("end_time", time(at));
        tell("meeting.ended", null, object);
    }

    void registrationCreated(Meeting meeting, Registrant registrant) {
        tell("meeting.registration_created", null, object(meeting, registrant));
    }

    void registrationChanged(Meeting meeting, Registrant registrant) {
        switch (registrant.status()) {
            case APPROVED -> tell("meeting.registration_approved", meeting.host(), object(meeting, registrant));
            case DENIED -> tell("meeting.registration_denied", meeting.host(), object(meeting, registrant));
            case CANCELLED -> tell("meeting.registration_cancelled", meeting.host(), object(meeting, registrant));
            case PENDING -> {}
        }
    }

    void waiting(Meeting meeting, Sitting sitting, Visitor visitor) {
        var participant = participant(visitor).put("date_time", time(visitor.since()));
        tell("meeting.participant_joined_waiting_room", null, object(meeting, sitting, participant));
    }

    void admitted(Meeting meeting, Sitting sitting, Visitor visitor) {
        var participant = participant(visitor).put("date_time", time(clock.instant()));
        tell("meeting.participant_admitted", null, object(meeting, sitting, participant));
    }

    void leftWaitingRoom(Meeting meeting, Sitting sitting, Visitor visitor) {
        var participant = participant(visitor).put("date_time", time(clock.instant()));
        tell("meeting.participant_left_waiting_room", null, object(meeting, sitting, participant));
    }

    void joined(Meeting meeting, Sitting sitting, Visitor visitor) {
        var participant = participant(visitor).put("join_time", time(visitor.since()));
        tell("meeting.participant_joined", null, object(meeting, sitting, participant));
    }

    void left(Meeting meeting, Sitting sitting, Visitor visitor, Visitor.Leaving why) {
        var participant = participant(visitor)
                .put("leave_time", time(clock.instant()))
                .put("leave_reason", visitor.name() + " left the meeting.<br>Reason: " + why.reason());
        tell("meeting.participant_left", null, object(meeting, sitting, participant));
    }

    private void tell(String event, @Nullable String operator, ObjectNode object) {
        webhooks.send(event, envelope(event, payload(operator, object)));
    }

    private String envelope(String event, ObjectNode payload) {
        return json.createObjectNode()
                .put("event", event)
                .set("payload", payload)
                .put("event_ts", clock.millis())
                .toString();
    }

    private ObjectNode payload(@Nullable String operator, ObjectNode object) {
        var payload = json.createObjectNode().put("account_id", settings.accountId());
        if (operator != null) {
            payload.put("operator", operator).put("operator_id", ZoomIds.user(operator));
        }
        return payload.set("object", object);
    }

    private ObjectNode object(Meeting meeting, Sitting sitting) {
        var object = object(meeting, sitting.uuid());
        object.put("start_time", time(sitting.startedAt()));
        return object;
    }

    private ObjectNode object(Meeting meeting, Sitting sitting, ObjectNode participant) {
        return object(meeting, sitting).set("participant", participant);
    }

    private ObjectNode object(Meeting meeting, Registrant registrant) {
        var person = json.createObjectNode()
                .put("id", registrant.id())
                .put("email", registrant.email())
                .put("first_name", registrant.firstName())
                .put("last_name", registrant.lastName());
        if (registrant.status() == Registrant.Status.APPROVED) {
            person.put("status", "approved").put("join_url", links.join(meeting, registrant));
        }
        return object(meeting, meeting.uuid()).set("registrant", person);
    }

    /// The id is a string here, although the API gives a number: so it is at Zoom.
    private ObjectNode object(Meeting meeting, String uuid) {
        var object = json.createObjectNode()
                .put("uuid", uuid)
                .put("id", String.valueOf(meeting.id()))
                .put("host_id", meeting.hostId())
                .put("topic", meeting.topic())
                .put("type", meeting.type())
                .put("duration", meeting.minutes())
                .put("timezone", meeting.timezone());
        if (meeting.start() != null) {
            object.put("start_time", time(meeting.start()));
        }
        return object;
    }

    private ObjectNode participant(Visitor visitor) {
        var participant = json.createObjectNode()
                .put("user_id", String.valueOf(visitor.userId()))
                .put("user_name", visitor.name())
                .put("id", visitor.role() == Visitor.Role.HOST ? ZoomIds.user(visitor.email()) : "")
                .put("participant_uuid", visitor.id())
                .put("email", visitor.email());
        if (visitor.registrant() != null) {
            participant.put("registrant_id", visitor.registrant());
        }
        return participant;
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
