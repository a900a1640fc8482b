package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.platform.Ids;

/// Plans meetings and walks people to the room.
final class People {
    final HttpClient http = HttpClient.newHttpClient();
    private final Meetings meetings;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    People(Meetings meetings, TransactionTemplate transaction, Ids ids, Clock clock) {
        this.meetings = meetings;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param cookie as a browser sends it back
    record Person(AdmissionId admission, MeetingId meeting, String cookie) {}

    MeetingId meeting() {
        return meeting(20);
    }

    MeetingId meeting(int capacity) {
        var id = new MeetingId(ids.next());
        var plan = new Meetings.Plan(
                "room",
                "org",
                "朝のヨガ",
                clock.instant().plusSeconds(60),
                Duration.ofHours(1),
                ZoneId.of("Asia/Tokyo"),
                capacity);
        transaction.executeWithoutResult(_ -> meetings.schedule(id, plan));
        return id;
    }

    Meetings.Entry admit(MeetingId meeting, AdmissionId admission, String name, Role role) {
        return meetings.admit(meeting, admission, name, role);
    }

    AdmissionId admission() {
        return new AdmissionId(ids.next());
    }

    /// Let in, and through the door of the node at this port.
    Person person(MeetingId meeting, String name, Role role, int port) {
        var admission = admission();
        var answer = follow(port, credential(meeting, admission, name, role), "GET");
        assertThat(answer.statusCode()).isEqualTo(303);
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return new Person(admission, meeting, cookie.substring(0, cookie.indexOf(';')));
    }

    String credential(MeetingId meeting, AdmissionId admission, String name, Role role) {
        var entry = admit(meeting, admission, name, role);
        assertThat(entry).isInstanceOf(Meetings.Entry.Enter.class);
        return URI.create(((Meetings.Entry.Enter) entry).url()).getQuery().substring(2);
    }

    HttpResponse<String> follow(int port, String credential, String method) {
        return ask(method, port, "/room/enter?c=" + credential, "");
    }

    HttpResponse<String> ask(String method, int port, String path, String cookie) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept-Language", "en");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    TestLine line(Person person, int port) {
        return new TestLine(http, port, person.meeting().toString(), person.cookie(), null);
    }
}
