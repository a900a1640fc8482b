package town.weather;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Lets a request be cut off: the TCP connection closed without a byte of answer. The servlet API cannot do
/// that, so this sits one layer below it.
@Component
class Cutting implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String SCISSORS = Cutting.class.getName();

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new ScissorsValve());
    }

    static void cut(ServletRequest request) {
        ((Runnable) request.getAttribute(SCISSORS)).run();
    }

    private static class ScissorsValve extends ValveBase {
        ScissorsValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Runnable cut = () ->
                    response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("cut by the weather"));
            request.setAttribute(SCISSORS, cut);
            getNext().invoke(request, response);
        }
    }
}
