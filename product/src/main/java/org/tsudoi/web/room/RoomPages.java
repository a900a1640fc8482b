package org.tsudoi.web.room;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Room;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.web.Pages;

/// The way into the room, and the room itself.
@Controller
public class RoomPages {
    /// What the room's script says by itself: the ends of the keys `room.say.…`.
    public static final List<String> SPOKEN = List.of(
            "joined",
            "left",
            "removed",
            "you",
            "count",
            "handUp",
            "sharing",
            "message",
            "opened",
            "connected",
            "lost",
            "alone",
            "removeTitle",
            "tooFast",
            "unread",
            "microphoneOn",
            "microphoneOff",
            "cameraOn",
            "cameraOff",
            "handMine",
            "handDown",
            "trouble.microphone.refused",
            "trouble.microphone.absent",
            "trouble.microphone.busy",
            "trouble.camera.refused",
            "trouble.camera.absent",
            "trouble.camera.busy",
            "trouble.insecure",
            "out.cancelled.title",
            "out.cancelled.text",
            "out.moved.title",
            "out.moved.text",
            "out.removed.title",
            "out.removed.text",
            "out.ended.title",
            "out.ended.text",
            "out.left.title",
            "out.left.text",
            "out.replaced.title",
            "out.replaced.text",
            "out.invalid.title",
            "out.invalid.text",
            "out.full.title",
            "out.full.text");

    private final Room room;
    private final boolean https;

    RoomPages(Room room, PlatformSettings platform) {
        this.room = room;
        this.https = "https".equals(platform.publicUrl().getScheme());
    }

    /// Uses the credential up and gives the browser a key instead, so that the secret stands in no address any
    /// more. Asking for the head alone, as link checkers do, uses nothing up.
    @GetMapping("/room/enter")
    ModelAndView enter(
            @RequestParam(name = "c", defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (RequestMethod.HEAD.name().equals(request.getMethod())) {
            return closed(HttpStatus.OK);
        }
        var entered = room.enter(credential);
        if (entered.isEmpty()) {
            return closed(HttpStatus.GONE);
        }
        var key = entered.get();
        var cookie = ResponseCookie.from(Room.cookie(key.meeting()), key.secret())
                .path("/room")
                .httpOnly(true)
                .secure(https)
                .sameSite("Strict")
                .maxAge(key.keepFor())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return Pages.seeOther("/room/" + key.meeting());
    }

    @GetMapping("/room/{meeting:mtg_.*}")
    ModelAndView room(@PathVariable String meeting, HttpServletRequest request) {
        var seat = MeetingId.parse(meeting).flatMap(id -> key(id, request).flatMap(key -> room.seat(id, key)));
        if (seat.isEmpty()) {
            return closed(HttpStatus.FORBIDDEN);
        }
        var out = seat.get().out();
        return out == null ? Pages.show("room/room", "seat", seat.get()) : over(out);
    }

    private static ModelAndView closed(HttpStatus status) {
        return Pages.answer(status, "room/notice", "title", "room.link.title", "text", "room.link.text");
    }

    private static ModelAndView over(Leaving why) {
        var reason = switch (why) {
            case CANCELLED -> "cancelled";
            case MOVED_TO_ANOTHER_DEVICE -> "moved";
            case REMOVED_BY_HOST -> "removed";
            case MEETING_ENDED -> "ended";
        };
        return Pages.answer(
                HttpStatus.GONE,
                "room/notice",
                "title",
                "room.say.out." + reason + ".title",
                "text",
                "room.say.out." + reason + ".text");
    }

    private static Optional<String> key(MeetingId meeting, HttpServletRequest request) {
        return request.getCookies() == null
                ? Optional.empty()
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(Room.cookie(meeting)))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
