package org.tsudoi.web;

import java.util.regex.Pattern;

/// Whether a page is read inside another app. Paying works there, but a wallet's app or a passkey may not be reached.
public enum InApp {
    NO,
    /// LINE opens an address in the phone's own browser when `openExternalBrowser=1` stands in it
    /// (developers.line.biz, "Opening a URL in an external browser").
    LINE,
    ANOTHER;

    private static final Pattern OTHERS = Pattern.compile(
            "FBAN/|FBAV/|Instagram |Twitter for |musical_ly|BytedanceWebview|MicroMessenger/|Snapchat/|KAKAOTALK");

    /// @param userAgent as the browser says it; empty when it says nothing
    static InApp of(String userAgent) {
        if (userAgent.contains(" Line/")) return LINE;
        return OTHERS.matcher(userAgent).find() ? ANOTHER : NO;
    }
}
