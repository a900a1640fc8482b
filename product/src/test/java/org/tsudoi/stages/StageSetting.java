package org.tsudoi.stages;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;

/// Rules that hold for everybody in the tests' database: whoever sets some takes them away again.
@Component
@Lazy
public class StageSetting {
    private final Stages stages;
    private final Members members;
    private final Organisers organisers;

    StageSetting(Stages stages, Members members, Organisers organisers) {
        this.stages = stages;
        this.members = members;
        this.organisers = organisers;
    }

    public Member somebody() {
        var mail = new EmailAddress("stage." + UUID.randomUUID().toString().replace("-", "") + "@example.jp");
        return members.findOrCreate(mail, Optional.empty(), Locale.ENGLISH, java.time.ZoneId.of("Asia/Tokyo"));
    }

    public void set(boolean needed, boolean fullMembersOnly, boolean guidelines) {
        stages.set(
                new StageRules(needed, fullMembersOnly, guidelines, Money.jpy(27_500), 10),
                somebody().id());
    }

    public void none() {
        set(false, false, false);
    }

    public MemberId owner(org.tsudoi.members.OrganiserId organiser) {
        return organisers.people(organiser).getFirst().member();
    }
}
