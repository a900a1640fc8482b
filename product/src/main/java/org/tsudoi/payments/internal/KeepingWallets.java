package org.tsudoi.payments.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.internal.WalletWishTable.State;
import org.tsudoi.payments.internal.WalletWishTable.Wish;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.MeansOnFile.Forgotten;
import org.tsudoi.payments.provider.PaymentProvider.Kept;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;
import org.tsudoi.payments.provider.PaymentProvider.KeptLater;
import org.tsudoi.payments.provider.PaymentProvider.KeptWallet;
import org.tsudoi.payments.provider.WalletsOnFile;
import org.tsudoi.payments.provider.WalletsOnFile.Standing;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.Handled;

/// Wallets that providers keep for their holders: with the payment by which they agreed to that, or some time after it.
/// What a wallet is called at its provider is unknown until then.
@Component
class KeepingWallets {
    /// More are asked for by their own jobs.
    private static final int ASKED_AT_ONCE = 20;

    private final SavedCardTable saved;
    private final WalletWishTable wishes;
    private final PaymentTable payments;
    private final CardConsentTable consents;
    private final Map<String, WalletsOnFile> keepers;
    private final Ids ids;
    private final Ground ground;

    KeepingWallets(
            SavedCardTable saved,
            WalletWishTable wishes,
            PaymentTable payments,
            CardConsentTable consents,
            ObjectProvider<WalletsOnFile> keepers,
            Ids ids,
            Ground ground) {
        this.saved = saved;
        this.wishes = wishes;
        this.payments = payments;
        this.consents = consents;
        this.keepers = keepers.stream()
                .collect(Collectors.toMap(WalletsOnFile::name, Function.identity(), (one, _) -> one, TreeMap::new));
        this.ids = ids;
        this.ground = ground;
    }

    Map<String, WalletsOnFile> keepers() {
        return keepers;
    }

    /// In the transaction that stores that it is paid. Without a wish of its payer's, which is forgotten with what is
    /// over, nothing is kept here, and is not to be there.
    void paidWith(KeptPayment payment, Kept kept) {
        if (payment.asking() == null
                || !(payment.asking().card() instanceof CardWish.Remember(var holder, boolean alone))) {
            if (wishes.find(payment.id()).isEmpty()) forgetLater(payment.id(), kept);
            return;
        }
        if (!wishes.add(payment.id(), holder, alone, ground.now())) return;
        var wish = new Wish(payment.id(), holder, alone, State.PENDING, null);
        switch (kept) {
            case KeptWallet wallet -> keep(wish, payment.payment().terms().provider(), wallet);
            case KeptLater _ ->
                ground.outbox()
                        .put(
                                PaymentJobs.WALLET_KEEP,
                                payment.id().toString(),
                                Map.of("payment", payment.id().toString()));
            case KeptCard _ -> wishes.over(payment.id(), null, ground.now());
        }
    }

    /// The provider says neither that it keeps what was wished to be kept, nor that it does not: unknown is not none.
    void paidWithoutAWord(KeptPayment payment) {
        boolean wished = payment.asking() != null && payment.asking().card() instanceof CardWish.Remember;
        if (wished && keepers.containsKey(payment.payment().terms().provider())) paidWith(payment, new KeptLater());
    }

    /// A provider has one name for a wallet, however often its holder agrees. One that somebody else
    /// had kept before, or that is being forgotten, is not kept.
    private @Nullable SavedCardId keep(Wish wish, String provider, KeptWallet wallet) {
        var now = ground.now();
        saved.keep(wish.holder(), provider, wallet.customer(), now);
        saved.keep(new SavedCardTable.NewWallet(
                new SavedCardId(ids.next()), wish.holder(), wish.payment(), provider, wallet, now));
        var id = own(wish.holder(), provider, wallet);
        if (id == null) forgetLater(wish.payment(), wallet);
        if (!wishes.over(wish.payment(), id, now)) return null;
        if (id != null && wish.alone()) saved.agree(wish.holder(), id, now);
        return id;
    }

    private @Nullable SavedCardId own(CardHolder holder, String provider, KeptWallet wallet) {
        return saved.find(provider, wallet.method())
                .filter(one -> one.means().holder().equals(holder) && !one.isGoing())
                .map(one -> one.means().id())
                .orElse(null);
    }

    /// A wallet that its holder had kept without paying; in the transaction that stores that it was.
    ///
    /// @return under which name; null: it is somebody else's, or not to be had
    @Nullable
    SavedCardId keptAlone(NewCardTable.Asked one, KeptWallet wallet) {
        var now = ground.now();
        saved.keep(one.holder(), one.provider(), wallet.customer(), now);
        saved.keep(new SavedCardTable.NewWallet(one.id(), one.holder(), null, one.provider(), wallet, now));
        var id = own(one.holder(), one.provider(), wallet);
        if (id == null) {
            ground.outbox()
                    .put(
                            PaymentJobs.WALLET_FORGET,
                            one.id().toString(),
                            Map.of("provider", one.provider(), "method", wallet.method()));
            return null;
        }
        one.consent().ifPresent(by -> {
            saved.agree(one.holder(), id, now);
            consents.keep(ids.next(), one.holder(), new CardConsentTable.About.Card(id), by, now);
        });
        return id;
    }

    /// What is kept there and is nobody's here could be charged for ever: its holder does not see it.
    private void forgetLater(PaymentId payment, Kept kept) {
        var id = payment.toString();
        switch (kept) {
            case KeptWallet wallet ->
                ground.outbox().put(PaymentJobs.WALLET_FORGET, id, Map.of("payment", id, "method", wallet.method()));
            case KeptLater _ -> ground.outbox().put(PaymentJobs.WALLET_FORGET, id, Map.of("payment", id));
            case KeptCard _ -> {}
        }
    }

    /// What the wallet that was kept with this payment is called there, as far as the provider says. No transaction may
    /// be open.
    Optional<String> named(PaymentId id) {
        var payment = payments.find(id).orElseThrow();
        var keeper = keepers.get(payment.payment().terms().provider());
        var reference = payment.reference();
        return keeper != null
                        && reference != null
                        && keeper.keptWith(id, reference) instanceof Answer.Given<Kept>(KeptWallet wallet)
                ? Optional.of(wallet.method())
                : Optional.empty();
    }

    /// The job's: unless it is somebody's by now.
    Handled forgetNow(PaymentId id, String method) {
        return forgetNow(payments.find(id).orElseThrow().payment().terms().provider(), method);
    }

    /// The same, of one that was kept without a payment.
    Handled forgetNow(String provider, String method) {
        if (saved.find(provider, method).filter(one -> !one.isGone()).isPresent()) return Handled.done();
        var keeper = keepers.get(provider);
        if (keeper == null) return Handled.askAgain("the provider is not set up");
        return switch (keeper.forget(method)) {
            case Answer.Given<Forgotten> _ -> Handled.done();
            case Answer.Refused<Forgotten>(var _, var code) -> Handled.askAgain("refused: " + code);
            case Answer.NotKnown<Forgotten>(var why) -> Handled.askAgain(why);
        };
    }

    /// Of the payment with which it was to be kept.
    Optional<SavedCardId> keptWith(PaymentId payment) {
        return wishes.find(payment).flatMap(wish -> Optional.ofNullable(wish.means()));
    }

    /// Asks the provider, while it is not known. No transaction may be open.
    ///
    /// @return whether it is known
    boolean isOver(PaymentId id) {
        var wish = wishes.find(id).orElseThrow();
        if (wish.state() != State.PENDING) return true;
        var payment = payments.find(id).orElseThrow();
        var provider = payment.payment().terms().provider();
        var keeper = keepers.get(provider);
        var reference = payment.reference();
        if (keeper == null || reference == null) return false;
        if (!(keeper.keptWith(id, reference) instanceof Answer.Given<Kept>(KeptWallet wallet))) return false;
        return ground.inTransaction(() -> {
            var kept = keep(wish, provider, wallet);
            if (kept != null) {
                ground.tell(
                        new PaymentNews.MeansKept(id, payment.payment().terms().orderReference()));
            }
            return true;
        });
    }

    /// Nobody waits for it any more: as far as is known none is kept.
    void neverTold(PaymentId id) {
        ground.inTransaction(() -> wishes.over(id, null, ground.now()));
    }

    /// Somebody says that a wallet is kept now, and not with which payment.
    void hearKept(String provider) {
        wishes.pending(provider, ASKED_AT_ONCE).forEach(this::isOver);
    }

    /// Somebody says that it is gone there: looked at, and then it is gone here, too. Its holder is told by whoever is
    /// paid by it, unless they had it removed here.
    ///
    /// @return empty when none of that name is kept
    Optional<Answer<Standing>> hearGone(String provider, String method) {
        var keeper = keepers.get(provider);
        return keeper == null
                ? Optional.empty()
                : saved.find(provider, method)
                        .map(one -> looked(one.means().holder(), one.means().id(), keeper, method));
    }

    private Answer<Standing> looked(CardHolder holder, SavedCardId id, WalletsOnFile keeper, String method) {
        var answer = keeper.look(method);
        if (answer instanceof Answer.Given<Standing>(var standing) && standing == Standing.GONE) {
            ground.inTransaction(() -> {
                boolean isNew = saved.wishForgotten(holder, id, ground.now());
                saved.forgotten(id, ground.now());
                if (isNew) ground.tell(new PaymentNews.MeansGone(id, holder));
                return id;
            });
        }
        return answer;
    }
}
