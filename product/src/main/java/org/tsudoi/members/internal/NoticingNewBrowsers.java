package org.tsudoi.members.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.KnownBrowsers;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.SignIn.Way;
import org.tsudoi.members.SignedInFromNewBrowser;

@Service
class NoticingNewBrowsers implements KnownBrowsers {
    private final BrowserTable table;
    private final SignInSecrets secrets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NoticingNewBrowsers(BrowserTable table, SignInSecrets secrets, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Map<MemberId, Set<String>> since(Collection<MemberId> members, Instant moment) {
        return table.since(members, moment);
    }

    @Override
    @Transactional
    public void signedIn(MemberId member, Way way, String browser, String device) {
        Instant now = clock.instant();
        boolean firstEver = !table.any(member);
        boolean isNew = table.remember(member, secrets.hash(browser), now);
        if (isNew && !firstEver) events.publishEvent(new SignedInFromNewBrowser(member, way, device, now));
    }
}
