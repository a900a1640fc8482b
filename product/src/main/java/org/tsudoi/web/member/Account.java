package org.tsudoi.web.member;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Passkey;
import org.tsudoi.web.security.Sessions;

/// What the account page shows.
public record Account(
        String mail,
        ZoneId zone,
        Map<String, String> languages,
        Map<String, String> zones,
        List<Passkey> passkeys,
        List<Sessions.Open> sessions,
        List<Organiser> organisers) {}
