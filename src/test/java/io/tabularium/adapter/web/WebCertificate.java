package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate of a server at localhost. */
final class WebCertificate {

    static final String PASSWORD = "not-a-secret";

    private WebCertificate() {}

    /** Makes a key store in a folder, with the tool of the JDK that runs the test. */
    static Path make(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("web.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "web",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return store;
    }

    /** The settings of a server that has the certificate. */
    static String[] settings(Path store) {
        return new String[] {
            "--server.ssl.bundle=web",
            "--spring.ssl.bundle.jks.web.keystore.location=file:" + store,
            "--spring.ssl.bundle.jks.web.keystore.type=PKCS12",
            "--spring.ssl.bundle.jks.web.keystore.password=" + PASSWORD
        };
    }

    /** What a client needs that trusts the certificate. */
    static SSLContext trusting(Path store) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
