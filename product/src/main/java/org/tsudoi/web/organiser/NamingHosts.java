package org.tsudoi.web.organiser;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.web.Form;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.RateLimits.Limit;
import org.tsudoi.web.TooOften;

/// Who is to lead an event, by the addresses that its organiser typed. Each of them gets a mail, so that it is counted
/// how many one organiser names, and how often one person is named by anybody.
@Component
class NamingHosts {
    static final Limit BY_ORGANISER = new Limit("hosts.by-organiser", 40, Duration.ofDays(1));
    static final Limit ONE_PERSON = new Limit("hosts.one-person", 20, Duration.ofDays(1));
    private static final int HOSTS_MAX = 20;

    private final Members members;
    private final Organisers organisers;
    private final NamedHosts named;
    private final RateLimits limits;

    NamingHosts(Members members, Organisers organisers, NamedHosts named, RateLimits limits) {
        this.members = members;
        this.organisers = organisers;
        this.named = named;
        this.limits = limits;
    }

    Set<EmailAddress> read(Form form) {
        var mails = new LinkedHashSet<EmailAddress>();
        for (var typed : form.optionalText("hosts", 2_000).split("[\\s,;、，]+")) {
            if (typed.isBlank()) continue;
            var mail = EmailAddress.read(typed);
            if (mail.isEmpty()) form.wrong("hosts", "organise.error.host", typed);
            mail.ifPresent(mails::add);
        }
        if (mails.size() > HOSTS_MAX) form.wrong("hosts", "organise.error.hosts", HOSTS_MAX);
        return mails;
    }

    /// @param event null for one that is only made
    boolean mayName(Form form, Organiser organiser, @Nullable Event event, Set<EmailAddress> hosts) {
        var before = event == null ? Set.<String>of() : before(event);
        try {
            for (var mail : hosts) {
                if (before.contains(mail.lookUpKey())) continue;
                limits.take(BY_ORGANISER, organiser.id().toString(), ONE_PERSON, mail.lookUpKey());
            }
        } catch (TooOften often) {
            form.wrong("hosts", "organise.error.hostsTooOften", often.minutes());
        }
        return form.isGood();
    }

    private Set<String> before(Event event) {
        return members.findAll(named.named(event.id())).values().stream()
                .map(member -> member.email().lookUpKey())
                .collect(Collectors.toUnmodifiableSet());
    }

    void name(EventId event, Set<EmailAddress> hosts, Member asking) {
        var found = new HashSet<MemberId>();
        for (var mail : hosts) {
            found.add(members.findOrCreate(mail, Optional.empty(), asking.locale(), asking.zone())
                    .id());
        }
        named.name(event, found);
    }

    /// Those named for this event alone: whoever acts for the organiser leads it anyway.
    String of(Event event) {
        var acting = organisers.people(event.particulars().organiser()).stream()
                .map(Organisers.Acting::member)
                .collect(Collectors.toSet());
        var alone = named.named(event.id()).stream()
                .filter(member -> !acting.contains(member))
                .toList();
        return members.findAll(alone).values().stream()
                .map(member -> member.email().value())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
