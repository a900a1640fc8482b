package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import town.web.Language;
import town.web.Pages;

/// PayPal's own page, where the payer agrees that a shop charges their wallet, without paying anything now.
@Controller
public class AgreementPage {
    private static final int NAME_MAX = 140;

    private final PayPalSetups setups;
    private final PayPalSettings settings;
    private final Pages pages;

    AgreementPage(PayPalSetups setups, PayPalSettings settings, Pages pages) {
        this.setups = setups;
        this.settings = settings;
        this.pages = pages;
    }

    /// @param wrongEmail whether what was typed is no address
    public record View(String merchant, String leaveUrl, String email, List<String> fundings, boolean wrongEmail) {}

    @GetMapping("/paypal/agreements/approve")
    ResponseEntity<String> show(
            HttpServletRequest request, @RequestParam(name = "approval_session_id", defaultValue = "") String session) {
        return current(session)
                .map(it -> it.payer() == null ? form(request, it, "hanako@town.example", false) : closed(request, it))
                .orElseGet(() -> nowhere(request));
    }

    @PostMapping("/paypal/agreements/approve")
    ResponseEntity<String> answer(
            HttpServletRequest request,
            @RequestParam(name = "approval_session_id", defaultValue = "") String session,
            @RequestParam(defaultValue = "BALANCE") Funding funding,
            @RequestParam(defaultValue = "") String email) {
        var setup = current(session);
        if (setup.isEmpty()) {
            return nowhere(request);
        }
        if (setup.get().payer() != null) {
            return closed(request, setup.get());
        }
        var address = email.strip();
        if (address.length() > NAME_MAX || !address.matches("[^@\\s]+@[^@\\s]+")) {
            return form(request, setup.get(), address, true);
        }
        var approved = setups.approve(session, "花子", "山田", address, funding);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", returnUrl(approved))
                .build();
    }

    private Optional<SetupToken> current(String id) {
        try {
            return Optional.of(setups.current(id));
        } catch (PayPalError _) {
            return Optional.empty();
        }
    }

    static String returnUrl(SetupToken setup) {
        return with(setup.asked().returnUrl(), setup);
    }

    private static String with(String url, SetupToken setup) {
        return url + (url.contains("?") ? "&" : "?") + "approval_token_id=" + setup.id() + "&approval_session_id="
                + setup.id();
    }

    private ResponseEntity<String> form(
            HttpServletRequest request, SetupToken setup, String email, boolean wrongEmail) {
        var view = new View(
                merchant(setup),
                with(setup.asked().cancelUrl(), setup),
                email,
                List.of(Funding.values()).stream()
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .toList(),
                wrongEmail);
        return pages.show(request, language(request, setup), HttpStatus.OK, "paypal/agreement", Map.of("view", view));
    }

    private ResponseEntity<String> closed(HttpServletRequest request, SetupToken setup) {
        return end(request, language(request, setup), HttpStatus.OK, "approved", merchant(setup), returnUrl(setup));
    }

    private ResponseEntity<String> nowhere(HttpServletRequest request) {
        return end(request, Language.of(request), HttpStatus.NOT_FOUND, "gone", settings.merchant(), null);
    }

    private ResponseEntity<String> end(
            HttpServletRequest request,
            Language language,
            HttpStatus status,
            String state,
            String merchant,
            @Nullable String onward) {
        var values = new HashMap<String, Object>();
        values.put("state", state);
        values.put("merchant", merchant);
        values.put("onward", onward);
        return pages.show(request, language, status, "paypal/end", values);
    }

    private String merchant(SetupToken setup) {
        var brand = setup.asked().brand();
        return brand == null ? settings.merchant() : brand;
    }

    /// The language the shop asked for, unless the payer chose one.
    private static Language language(HttpServletRequest request, SetupToken setup) {
        return request.getParameter("lang") == null
                ? Language.of(setup.asked().locale()).orElseGet(() -> Language.of(request))
                : Language.of(request);
    }
}
