package org.tsudoi.meetings.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the room tells a browser. Ids are those of admissions: no secrets.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface Told {
    /// @param turn who came later has the higher one, and calls the others
    record Person(
            String id,
            String name,
            boolean host,
            long turn,
            boolean microphone,
            boolean camera,
            boolean screen,
            boolean hand) {}

    /// @param waiting whether no host has come yet; then nobody is introduced to anybody
    @JsonTypeName("welcome")
    record Welcome(Person you, List<Person> people, boolean waiting, List<RoomSettings.IceServer> ice)
            implements Told {}

    @JsonTypeName("opened")
    record Opened(List<Person> people) implements Told {}

    @JsonTypeName("joined")
    record Joined(Person person) implements Told {}

    /// @param why `removed` when it was not their own doing
    @JsonTypeName("left")
    record Left(String id, @Nullable String why) implements Told {}

    @JsonTypeName("state")
    record Changed(String id, boolean microphone, boolean camera, boolean screen, boolean hand) implements Told {}

    @JsonTypeName("signal")
    record Signal(
            String from,
            String kind,
            @Nullable String sdp,
            @Nullable String candidate,
            @Nullable String mid,
            @Nullable Integer line)
            implements Told {}

    /// @param at milliseconds since 1970
    @JsonTypeName("chat")
    record Chat(String from, String name, String text, long at) implements Told {}

    /// The last thing told: the page stops sound and picture and says why.
    @JsonTypeName("out")
    record Out(String why) implements Told {}

    /// Not passed on: too much at once.
    @JsonTypeName("slower")
    record Slower() implements Told {}

    @JsonTypeName("pong")
    record Pong() implements Told {}
}
