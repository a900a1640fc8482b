package org.tsudoi.web;

import java.net.URI;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.util.NetMaskSet;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.tsudoi.platform.CannotStart;

/// What a request may say about itself. Who asks is the address that the connection comes from; only of the proxies
/// named in the settings the address that they name in `X-Forwarded-For` is taken, since anybody can send that
/// header. Under which address the site was asked for is not read from the request at all: it is the public one.
final class BehindProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final URI site;
    private final List<String> proxies;

    /// @param proxies addresses and networks, such as `127.0.0.1` and `10.0.0.0/8`
    BehindProxies(URI site, List<String> proxies) {
        this.site = site;
        this.proxies = proxies;
        var networks = new NetMaskSet();
        for (String proxy : proxies) {
            if (!isAddressOrNetwork(networks, proxy)) {
                throw new CannotStart(
                        "TSUDOI_TRUSTED_PROXIES names %s, which is neither an address nor a network such as 10.0.0.0/8."
                                .formatted(proxy));
            }
        }
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
        server.addConnectorCustomizers(this::answerAsPublicSite);
        if (!proxies.isEmpty()) server.addEngineValves(forwardedFor());
    }

    private void answerAsPublicSite(Connector connector) {
        boolean https = "https".equals(site.getScheme());
        connector.setScheme(https ? "https" : "http");
        connector.setSecure(https);
        connector.setProxyName(site.getHost());
        connector.setProxyPort(site.getPort() > 0 ? site.getPort() : https ? 443 : 80);
    }

    private RemoteIpValve forwardedFor() {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", proxies));
        valve.setProtocolHeader(null);
        return valve;
    }

    /// Never a name, which Java would ask the network for, nor `1.2.3`, which it would take for 1.2.0.3.
    private static boolean isAddressOrNetwork(NetMaskSet networks, String text) {
        try {
            return text.matches("([0-9]+([.][0-9]+){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]+)(/[0-9]{1,3})?")
                    && networks.add(text);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
