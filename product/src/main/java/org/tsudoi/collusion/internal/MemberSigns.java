package org.tsudoi.collusion.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.Sign;
import org.tsudoi.members.KnownBrowsers;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.payouts.PayeeKeys;
import org.tsudoi.privacy.Vault;

/// By what two members may turn out to be one person, out of what is kept anyway: devices they signed in
/// from lately, known by the cookie of a browser, cards they had remembered, the account they are paid to.
/// Nothing is collected for this.
@Component
class MemberSigns {
    private static final int AT_ONCE = 1_000;

    private final KnownBrowsers browsers;
    private final SavedCards cards;
    private final PayeeKeys accounts;
    private final Vault vault;

    MemberSigns(KnownBrowsers browsers, SavedCards cards, PayeeKeys accounts, Vault vault) {
        this.browsers = browsers;
        this.cards = cards;
        this.accounts = accounts;
        this.vault = vault;
    }

    /// @param soleOwners of organisers: an account of several is nobody's sign
    /// @param since a device that either has not signed in from since then is nobody's sign
    Map<MemberId, Set<Sign>> of(Collection<MemberId> members, Map<OrganiserId, MemberId> soleOwners, Instant since) {
        var signs = new HashMap<MemberId, Set<Sign>>();
        var all = List.copyOf(members);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            browsers.since(some, since).forEach((member, texts) -> note(signs, member, Sign.Kind.DEVICE, texts));
            cards.fingerprints(some.stream()
                            .map(member -> new CardHolder(member.value()))
                            .toList())
                    .forEach((holder, texts) -> note(signs, new MemberId(holder.value()), Sign.Kind.CARD, texts));
        }
        accounts.of(soleOwners.keySet()).forEach((organiser, text) -> {
            var owner = soleOwners.get(organiser);
            if (owner != null) note(signs, owner, Sign.Kind.ACCOUNT, Set.of(text));
        });
        return signs;
    }

    private void note(Map<MemberId, Set<Sign>> signs, MemberId member, Sign.Kind kind, Set<String> texts) {
        for (var text : texts) {
            var hash = HexFormat.of().formatHex(vault.blindIndex("collusion." + kind, text));
            signs.computeIfAbsent(member, _ -> new HashSet<>()).add(new Sign(kind, hash));
        }
    }
}
