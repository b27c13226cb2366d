package io.tabularium.adapter.web;

import io.tabularium.adapter.web.problem.ProblemReportValve;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Makes Tomcat take what PostgREST's users send, and refuse the rest with problems. */
@Component
final class TomcatCustomizer
        implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private static final String RAW_IN_QUERY = "[]{}|\"<>\\^`";

    private final Limits limits;

    TomcatCustomizer(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(this::customize);
        factory.addContextCustomizers(TomcatCustomizer::customize);
    }

    private void customize(Connector connector) {
        connector.setXpoweredBy(false);
        // The handlers decide that there is no record of such an identifier.
        connector.setEncodedSolidusHandling("passthrough");
        connector.setEncodedReverseSolidusHandling("passthrough");
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setRelaxedQueryChars(RAW_IN_QUERY);
            // A client that sends too much reads the answer only after it has sent all of it.
            http.setMaxSwallowSize((int) Math.min(Integer.MAX_VALUE, 2L * limits.maxBodyBytes()));
        }
    }

    private static void customize(Context context) {
        if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
        }
    }
}
