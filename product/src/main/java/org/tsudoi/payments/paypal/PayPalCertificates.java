package org.tsudoi.payments.paypal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The certificates that PayPal signs its events with, fetched from where an event says it is, if that is PayPal's.
/// Whoever is trusted with the address is trusted with what is there: it comes over PayPal's own TLS.
final class PayPalCertificates {
    private static final String PAYPAL = ".paypal.com";
    private static final Pattern PATH = Pattern.compile("/v1/notifications/certs/[A-Za-z0-9._-]{1,100}");
    private static final int URL_LENGTH_MAX = 300;
    private static final int BYTES_MAX = 64 * 1024;
    private static final Duration FETCHED_WITHIN = Duration.ofSeconds(5);
    private static final Duration KEPT_FOR = Duration.ofHours(12);
    private static final int KEPT_MAX = 20;

    /// Strangers may name many addresses; PayPal itself names one for months.
    private static final int FETCHED_AT_ONCE = 2;

    private final PayPalSettings settings;
    private final Clock clock;
    private final HttpClient http;
    private final Semaphore fetching = new Semaphore(FETCHED_AT_ONCE);
    private final Cache<String, X509Certificate> kept = Caffeine.newBuilder()
            .maximumSize(KEPT_MAX)
            .expireAfterWrite(KEPT_FOR)
            .build();

    PayPalCertificates(PayPalSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// Empty when it is not PayPal's, not to be had now, or not valid now.
    Optional<PublicKey> key(String url) {
        if (!isPayPals(url)) return Optional.empty();
        var known = kept.getIfPresent(url);
        var certificate = known == null ? fetch(url) : Optional.of(known);
        return certificate.filter(this::isValid).map(X509Certificate::getPublicKey);
    }

    /// PayPal's own hosts, or that of the settings, which is Town or a sandbox.
    boolean isPayPals(String url) {
        if (url.length() > URL_LENGTH_MAX) return false;
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
        var host = address.getHost();
        if (host == null
                || address.getScheme() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null) return false;
        var base = settings.baseUrl();
        if (address.getRawAuthority().equals(base.getRawAuthority())
                && address.getScheme().equals(base.getScheme())
                && address.getRawPath().startsWith(base.getRawPath())) {
            return PATH.matcher(address.getRawPath().substring(base.getRawPath().length()))
                    .matches();
        }
        return address.getScheme().equals("https")
                && host.endsWith(PAYPAL)
                && (address.getPort() == -1 || address.getPort() == 443)
                && PATH.matcher(address.getRawPath()).matches();
    }

    private boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException notNow) {
            return false;
        }
    }

    private Optional<X509Certificate> fetch(String url) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while PayPal is called");
        }
        if (!fetching.tryAcquire()) return Optional.empty();
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).build();
            var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX))
                    .orTimeout(FETCHED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (answer.statusCode() != 200) return Optional.empty();
            var read = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(answer.body()));
            if (!(read instanceof X509Certificate certificate)) return Optional.empty();
            kept.put(url, certificate);
            return Optional.of(certificate);
        } catch (CompletionException | CertificateException notToBeHad) {
            return Optional.empty();
        } finally {
            fetching.release();
        }
    }
}
