package org.tsudoi.meetings.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.MeetingOversight;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.StrayNotices;

/// Reads for those who answer for the meetings.
@Component
class OverseeingMeetings implements MeetingOversight {
    private final MeetingTable meetings;
    private final AdmissionTable admissions;
    private final BudgetTable budgets;
    private final Providers providers;
    private final List<StrayNotices> notices;
    private final Clock clock;

    OverseeingMeetings(
            MeetingTable meetings,
            AdmissionTable admissions,
            BudgetTable budgets,
            Providers providers,
            List<StrayNotices> notices,
            Clock clock) {
        this.meetings = meetings;
        this.admissions = admissions;
        this.budgets = budgets;
        this.providers = providers;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public Optional<Live> live(MeetingId id) {
        return meetings.find(id).map(kept -> {
            var inside = admissions.live(id);
            boolean told = providers.tells(kept.meeting().plan().provider());
            boolean host =
                    kept.hostSeenInside() || inside.stream().anyMatch(one -> one.role() == Role.HOST && one.inside());
            return new Live(
                    kept.meeting(),
                    providers.get(kept.meeting().plan().provider()).peopleMax(),
                    host,
                    inside.stream().map(AdmittingPeople::presence).toList(),
                    (told ? admissions.dismissedButInside(id) : admissions.dismissedAfterEntering(id))
                            .stream()
                                    // Whoever went on at another device may be there.
                                    .filter(one -> one.out() != Leaving.MOVED_TO_ANOTHER_DEVICE)
                                    .map(AdmittingPeople::presence)
                                    .toList());
        });
    }

    @Override
    public List<Unmade> unmade() {
        return meetings.unmade().stream()
                .map(kept -> new Unmade(kept.meeting(), kept.since(), kept.why()))
                .toList();
    }

    /// Every host of the settings, and whoever else was used today.
    @Override
    public List<Budget> budgets() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var resets = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var used = budgets.on(today);
        return providers.all().stream()
                .filter(provider -> !provider.isAlwaysReady())
                .flatMap(provider -> {
                    var hosts = new TreeMap<String, Integer>();
                    provider.hosts().forEach(host -> hosts.put(host, 0));
                    used.stream()
                            .filter(one -> one.provider().equals(provider.name()))
                            .forEach(one -> hosts.put(one.host(), one.used()));
                    return hosts.entrySet().stream()
                            .map(one -> new Budget(
                                    provider.name(),
                                    one.getKey(),
                                    one.getValue(),
                                    provider.makingsPerHostAndDay(),
                                    resets));
                })
                .toList();
    }

    @Override
    public List<Stray> strays() {
        return notices.stream().flatMap(source -> source.newest(100).stream()).toList();
    }
}
