package org.tsudoi.payments;

import java.net.URI;
import java.util.List;

/// What the page has to know on which one payment is made by a wallet. It holds a script of the provider's, which may
/// reach what is named here and nothing of ours.
///
/// @param script address of the provider's script
/// @param scripts origins that scripts may come from
/// @param frames origins that frames may come from
/// @param calls origins that may be called
/// @param key the provider's name for us, which anybody may know
/// @param secret with it this one payment can be made, and nothing else; it is stored nowhere
public record WalletRoom(
        URI script, List<String> scripts, List<String> frames, List<String> calls, String key, String secret) {
    @Override
    public String toString() {
        return "WalletRoom[" + script + "]";
    }
}
