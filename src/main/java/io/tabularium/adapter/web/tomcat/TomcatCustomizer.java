package io.tabularium.adapter.web.tomcat;

import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.admission.Bulkheads;
import io.tabularium.adapter.web.pace.BodyReadiness;
import io.tabularium.adapter.web.pace.ClosableProtocol;
import io.tabularium.adapter.web.pace.RestOfBodyValve;
import io.tabularium.adapter.web.problem.ProblemReportValve;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes Tomcat take what PostgREST's users send, refuse the rest with problems, and have a thread
 * left at any time for whoever asks how the server is.
 */
@Component
final class TomcatCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String RAW_IN_QUERY = "[]{}|\"<>\\^`";

    /** Threads for what no bulkhead holds: health and metrics, schemas, refusals. */
    private static final int FREE_THREADS = 32;

    /** Of each connection. With Tomcat's 8 KB a page of 55 KB takes seven system calls. */
    private static final int WRITE_BUFFER_BYTES = 32 * 1_024;

    private final ConnectionLimits connections;
    private final long maxRest;
    private final int threads;

    TomcatCustomizer(ConnectionLimits connections, Limits limits, Bulkheads bulkheads) {
        this.connections = connections;
        this.maxRest = 2L * limits.maxBodyBytes();
        this.threads = bulkheads.threads() + RestOfBodyValve.MAX_THREADS + FREE_THREADS;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(ClosableProtocol.class.getName());
        factory.addConnectorCustomizers(this::customize);
        factory.addEngineValves(
                new RestOfBodyValve(connections.pace(), maxRest), new BodyReadiness.Watch());
        factory.addContextCustomizers(TomcatCustomizer::customize);
    }

    private void customize(Connector connector) {
        connector.setXpoweredBy(false);
        // The handlers decide that there is no record of such an identifier.
        connector.setEncodedSolidusHandling("passthrough");
        connector.setEncodedReverseSolidusHandling("passthrough");
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setRelaxedQueryChars(RAW_IN_QUERY);
            http.setMaxThreads(threads);
            http.setMaxConnections(connections.maxConnections());
            http.setKeepAliveTimeout(Math.toIntExact(connections.idleTimeout().toMillis()));
            http.setConnectionTimeout(Math.toIntExact(connections.stallTimeout().toMillis()));
            http.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BUFFER_BYTES));
            // A client that asks first is not to send what will be refused.
            http.setContinueResponseTiming("onRead");
        }
    }

    private static void customize(Context context) {
        if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
        }
    }
}
