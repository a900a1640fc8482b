package org.tsudoi.web;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.platform.PlatformSettings;

/// The way from our door into a meeting. Into our own room it is a redirect. To anywhere else it is a page that
/// goes on by itself: a browser refuses a form that is answered by a redirect to a site which the policy of the
/// page with the form does not name (`form-action`), and where people meet is not to be named on it. With a
/// passcode it waits, so that it can be read.
@Component
public class Onward {
    private final String ours;

    Onward(PlatformSettings platform) {
        this.ours = platform.link("/");
    }

    /// For who takes part.
    ///
    /// @param url it carries a secret
    /// @param passcode empty where nothing is asked for
    /// @param back where they go in again
    public ModelAndView guest(String url, String passcode, String back) {
        return to(url, passcode, back, false);
    }

    /// The same for who leads it.
    public ModelAndView host(String url, String passcode, String back) {
        return to(url, passcode, back, true);
    }

    private ModelAndView to(String url, String passcode, String back, boolean leads) {
        return url.startsWith(ours)
                ? Pages.toProvider(url)
                : Pages.show("room/onward", "url", url, "passcode", passcode, "back", back, "leads", leads);
    }
}
